import { existsSync, readdirSync, statSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from '../paths.mjs'
import { hashOf } from './hash-of.mjs'
import { runCommand } from './run-command.mjs'

const sources = [
  ...['app', 'nodes', 'pipeline', 'services', 'workflows', 'db', 'engines', 'public'],
  ...['package-lock.json', 'next.config.ts', 'postcss.config.mjs', 'proxy.ts', 'tsconfig.json'],
]
// What tests and tools leave beside the sources is no reason to build again.
const matters = (name) => !/\.test\.tsx?$|\.py$|\.md$|^\.|^__pycache__$|^histories$/.test(name)
const notServed = ['cache', 'dev', 'diagnostics', 'lock', 'trace', 'trace-build', 'types']
const prefix = '.next-'
const kept = 3
const betweenTriesMs = 2000

/**
 * The folder of the pages built from these sources. Each build has a folder of its own, so that building anew (a test, a
 * second home) never pulls the pages from under a running platform. Waits while another start builds.
 */
export async function buildWeb({ logs, say }) {
  const name = prefix + hashOf(sources, matters).slice(0, 16)
  if (existsSync(join(root, name))) return name
  say('building')
  const command = [join('node_modules', 'next', 'dist', 'bin', 'next'), 'build']
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ESPALIER_WEB_BUILD: '' }
  try {
    await runCommand(process.execPath, command, { cwd: root, env, log: join(logs, 'build-web.log') })
  } catch (error) {
    if (!/another next build process/i.test(error.message)) throw error
    say('waiting for another build')
    await pause(betweenTriesMs)
    return buildWeb({ logs, say })
  }
  await keep(name)
  say('built')
  return name
}

async function keep(name) {
  const draft = join(root, `${name}.${process.pid}`)
  await mkdir(draft)
  for (const part of readdirSync(join(root, '.next')).filter((part) => !notServed.includes(part)))
    await cp(join(root, '.next', part), join(draft, part), { recursive: true, verbatimSymlinks: true })
  await rename(draft, join(root, name)).catch(() => rm(draft, { recursive: true }))
  const builds = readdirSync(root).filter((entry) => entry.startsWith(prefix))
  const newestFirst = builds.sort((a, b) => statSync(join(root, b)).mtimeMs - statSync(join(root, a)).mtimeMs)
  for (const old of newestFirst.slice(kept)) await rm(join(root, old), { recursive: true, force: true })
}
