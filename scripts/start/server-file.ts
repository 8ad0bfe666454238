import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** `<home>/server.json`: there while everything is up, readable by its owner only. Other programs find the platform by it. */
export interface ServerFile {
  url: string
  apiUrl: string
  token: string
  pid: number
  version: string
}

export function writeServerFile(home: string, server: ServerFile): void {
  const path = pathIn(home)
  writeFileSync(`${path}.new`, `${JSON.stringify(server, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

export function readServerFile(home: string): ServerFile | undefined {
  try {
    return JSON.parse(readFileSync(pathIn(home), 'utf8'))
  } catch {
    return undefined
  }
}

export const removeServerFile = (home: string): void => rmSync(pathIn(home), { force: true })

const pathIn = (home: string) => join(home, 'server.json')
