import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../paths.mjs'
import { findProgram } from './find-program.mjs'
import { runCommand } from './run-command.mjs'

const requirements = join(root, 'engines', 'python', 'requirements.txt')
const oldest = [3, 11]

/**
 * The Python of an environment that has what kernels need, and `espalier` importable. It is built in `folder` when its
 * requirements changed, unless `ESPALIER_PYTHON` names one that is ready.
 */
export async function installPython({ folder, logs, say }) {
  if (process.env.ESPALIER_PYTHON) return process.env.ESPALIER_PYTHON
  const python = join(folder, 'bin', 'python')
  const stamp = join(folder, 'requirements.sha256')
  const wanted = createHash('sha256').update(readFileSync(requirements)).update(root).digest('hex')
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python

  await rm(folder, { recursive: true, force: true })
  const run = (command, args, log) => runCommand(command, args, { log: join(logs, log) })
  const uv = findProgram('uv')
  if (uv) {
    say('installing (uv)')
    await run(uv, ['venv', '--python', `>=${oldest.join('.')}`, folder], 'install-python-venv.log')
    await run(uv, ['pip', 'install', '--python', python, '-r', requirements], 'install-python.log')
  } else {
    say('installing (venv and pip)')
    await run(systemPython(), ['-m', 'venv', folder], 'install-python-venv.log')
    const quiet = ['--disable-pip-version-check', '--no-input']
    await run(python, ['-m', 'pip', 'install', ...quiet, '-r', requirements], 'install-python.log')
  }
  await writeFile(join(sitePackages(python), 'espalier.pth'), `${join(root, 'engines', 'python')}\n`)
  await writeFile(`${stamp}.new`, wanted)
  await rename(`${stamp}.new`, stamp)
  say('installed')
  return python
}

const sitePackages = (python) => ask(python, 'import sysconfig; print(sysconfig.get_path("purelib"))')

function systemPython() {
  const names = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python']
  const found = names.map((name) => findProgram(name)).find((path) => path && isRecent(path))
  if (found) return found
  throw new Error(`Python ${oldest.join('.')} or newer is needed: install it, or uv (https://docs.astral.sh/uv)`)
}

function isRecent(python) {
  try {
    return ask(python, `import sys, venv, ensurepip; print(sys.version_info >= (${oldest.join(', ')}))`) === 'True'
  } catch {
    return false
  }
}

const ask = (python, code) =>
  execFileSync(python, ['-c', code], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
