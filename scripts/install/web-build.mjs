import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from '../paths.mjs'
import { runCommand } from './run-command.mjs'

const sources = [
  ...['app', 'nodes', 'pipeline', 'services', 'workflows', 'db', 'engines', 'public'],
  ...['package-lock.json', 'next.config.ts', 'postcss.config.mjs', 'proxy.ts', 'tsconfig.json'],
]
const matters = (name) => !/\.test\.tsx?$|\.py$|\.md$/.test(name) && name !== '__pycache__'

const stamp = join(root, '.next', 'espalier-sources')
const betweenTriesMs = 2000

/** `next build`, when what it reads has changed since the last one. Waits while another start builds the same checkout. */
export async function buildWeb({ logs, say }) {
  const wanted = hashOf(sources)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('building')
  await rm(stamp, { force: true })
  try {
    await runCommand(process.execPath, [join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      log: join(logs, 'build-web.log'),
    })
  } catch (error) {
    if (!/another next build process/i.test(error.message)) throw error
    say('waiting for another build')
    await pause(betweenTriesMs)
    return buildWeb({ logs, say })
  }
  await writeFile(stamp, wanted)
  say('built')
}

function hashOf(paths) {
  const hash = createHash('sha256')
  const add = (path) => {
    const whole = join(root, path)
    if (!existsSync(whole)) return
    if (!statSync(whole).isDirectory()) hash.update(`${path}\0`).update(readFileSync(whole))
    else for (const name of readdirSync(whole).filter(matters).sort()) add(join(path, name))
  }
  paths.forEach(add)
  return hash.digest('hex')
}
