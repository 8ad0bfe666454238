import { existsSync, readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findProgram } from './find-program.mjs'
import { runCommand } from './run-command.mjs'

const wanted = 'gradio==6.31.0'

/** A Python that has Gradio and its client, for the tests alone: what people run never sees it. */
export async function installGradio({ folder, logs, say, python }) {
  if (process.env.ESPALIER_GRADIO_PYTHON) return process.env.ESPALIER_GRADIO_PYTHON
  const own = join(folder, 'bin', 'python')
  const stamp = join(folder, 'requirements')
  if (existsSync(own) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return own

  await rm(folder, { recursive: true, force: true })
  const run = (command, args) => runCommand(command, args, { log: join(logs, 'install-gradio.log') })
  const uv = findProgram('uv')
  say('installing')
  if (uv) {
    await run(uv, ['venv', '--python', await python, folder])
    await run(uv, ['pip', 'install', '--python', own, wanted])
  } else {
    await run(await python, ['-m', 'venv', folder])
    await run(own, ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', wanted])
  }
  await writeFile(`${stamp}.new`, wanted)
  await rename(`${stamp}.new`, stamp)
  say('installed')
  return own
}
