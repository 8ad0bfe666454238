import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../paths.mjs'
import { hashOf } from './hash-of.mjs'
import { installLocked, runNpm } from './npm.mjs'
import { runCommand } from './run-command.mjs'

const folder = join(root, 'jupyter-extension')
const builds = join(folder, 'dist')
const sources = [
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'src', 'schema', 'style'],
  ...['pyproject.toml', 'README.md', 'whole.py', 'unpack.py', 'install.json', 'jupyter-config', 'espalier_jupyter'],
].map((name) => join('jupyter-extension', name))
const matters = (name) => !/\.test\.tsx?$|^test_|^conftest|^__pycache__$|^labextension$/.test(name)
const kept = 3

/**
 * The wheel of the JupyterLab extension as these sources make it, and the folder it is laid out in; kept by a hash of the
 * sources, so that the next start finds it. Nothing where the Python is a person's own and has no JupyterLab.
 */
export async function buildExtension({ python, logs, say }) {
  const built = join(builds, hashOf(sources, matters).slice(0, 16))
  const own = process.env.ESPALIER_PYTHON
  if (own && !hasLab(own)) return say('left out, for this Python lacks what engines/python/requirements.txt lists')
  if (!existsSync(built)) await build({ python, built, logs, say })
  const wheel = readdirSync(built).find((name) => name.endsWith('.whl'))
  return { wheel: join(built, wheel), site: join(built, 'site') }
}

async function build({ python: installing, built, logs, say }) {
  await installLocked(folder, { log: join(logs, 'install-jupyter-extension.log'), say })
  say('building')
  const log = join(logs, 'build-jupyter-extension.log')
  await rm(join(folder, 'espalier_jupyter', 'labextension'), { recursive: true, force: true })
  await runNpm(['run', 'build'], { cwd: folder, log })
  const python = await installing
  const draft = `${built}.${process.pid}`
  await mkdir(draft, { recursive: true })
  await runCommand(python, ['-m', 'hatchling', 'build', '-t', 'wheel', '-d', draft], {
    cwd: folder,
    log: `${log}.wheel`,
  })
  const wheel = readdirSync(draft).find((name) => name.endsWith('.whl'))
  await runCommand(python, ['unpack.py', join(draft, wheel), join(draft, 'site')], { cwd: folder, log: `${log}.site` })
  await rename(draft, built).catch(() => rm(draft, { recursive: true }))
  say('built')
  await forget()
}

async function forget() {
  const age = (name) => statSync(join(builds, name)).mtimeMs
  const newestFirst = readdirSync(builds).sort((a, b) => age(b) - age(a))
  for (const old of newestFirst.slice(kept)) await rm(join(builds, old), { recursive: true, force: true })
}

function hasLab(python) {
  try {
    const question = 'import importlib.metadata as m; m.version("jupyterlab"), m.version("hatchling")'
    execFileSync(python, ['-c', question], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
