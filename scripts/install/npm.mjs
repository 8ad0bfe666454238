import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './run-command.mjs'

/** Runs npm, the one that runs us where there is one. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath
  const [command, ...before] = npm ? [process.execPath, npm] : ['npm']
  return runCommand(command, [...before, ...args], options)
}

/** `npm ci` in a folder whose node_modules is not what its lock file says; whether there was something to do. */
export async function installLocked(folder, { log, say }) {
  if (isInstalled(folder)) return false
  say('installing (npm ci)')
  await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, log })
  return true
}

function isInstalled(folder) {
  const hidden = join(folder, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const there = packagesOf(hidden)
  return Object.entries(packagesOf(join(folder, 'package-lock.json'))).every(([path, wanted]) => {
    if (path === '') return true
    const found = there[path]
    return found ? found.version === wanted.version && found.integrity === wanted.integrity : wanted.optional
  })
}

const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages
