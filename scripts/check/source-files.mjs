import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Our own files, new ones included, that end in one of these. */
export function sourceFiles(...endings) {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  return listed.split('\n').filter((path) => endings.some((ending) => path.endsWith(ending)) && existsSync(path))
}

export const linesOf = (path) => readFileSync(path, 'utf8').split('\n')
