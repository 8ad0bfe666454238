import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Fault } from '#pipeline/fault.ts'

/** Where a platform answers, and as whom we ask. */
export interface Platform {
  url: string
  apiUrl: string
  token: string
}

type Variables = Record<string, string | undefined>

/** The platform named by `ESPALIER_URL` and `ESPALIER_TOKEN`, else the one that runs in a home on this machine. */
export async function findPlatform(home: string | undefined, env: Variables = process.env): Promise<Platform> {
  if (env.ESPALIER_URL && !home) {
    const { ESPALIER_URL: url, ESPALIER_API_URL: apiUrl = url, ESPALIER_TOKEN: token } = env
    if (token) return { url: trimmed(url), apiUrl: trimmed(apiUrl), token }
    throw new Fault('INVALID_INPUT', 'ESPALIER_URL is set without ESPALIER_TOKEN', {
      hint: 'make a token on the settings page of that platform',
    })
  }
  const path = join(resolve(home ?? (env.ESPALIER_HOME || '.espalier')), 'server.json')
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined)
    throw new Fault('UNAVAILABLE', `no platform runs here: ${path}`, {
      hint: 'start it with npm start, or name another by --home, or by ESPALIER_URL and ESPALIER_TOKEN',
    })
  return JSON.parse(text) as Platform
}

const trimmed = (url: string) => url.replace(/\/+$/, '')
