import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../paths.mjs'

/** Of the names and bytes of all files of the checkout at and below `paths` whose names matter. */
export function hashOf(paths, matters) {
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
