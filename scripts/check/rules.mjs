import { existsSync, readFileSync } from 'node:fs'
import { linesOf, sourceFiles } from './source-files.mjs'

const maxLines = 300
const code = ['.ts', '.tsx', '.mjs', '.py', '.css']
const permissive =
  /^\(?(MIT|MIT-0|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|PostgreSQL|CC0-1\.0|Unlicense|BlueOak-1\.0\.0|MIT OR .*)\)?$/i

/** Files over the limit are split by subject. */
export function longFiles() {
  return sourceFiles(...code).flatMap((path) => {
    const lines = linesOf(path).length - 1
    return lines > maxLines ? [`${path}: ${lines} lines, at most ${maxLines}: split it by subject`] : []
  })
}

/** MPL binds only who changes its files; as a tool of the tests it is never shipped. */
const alsoForTools = /^MPL-2\.0$/

/** Direct dependencies must have a permissive license. */
export function licenses() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  return Object.keys({ ...dependencies, ...devDependencies }).flatMap((name) => {
    const path = `node_modules/${name}/package.json`
    const license = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).license : 'not installed'
    const fine = permissive.test(license) || (name in devDependencies && alsoForTools.test(license))
    return fine ? [] : [`${name}: ${license} is not among the permissive licenses`]
  })
}
