import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'

const { imports } = JSON.parse(readFileSync('package.json', 'utf8'))
const aliases = Object.entries(imports).map(([key, target]) => [key.slice(0, -1), target.slice(2, -1)])

/** Every import of a file: what is written, our file it leads to (if ours), its line, and whether it is erased as a type. */
export function importsOf(path) {
  const source = readFileSync(path, 'utf8')
  const { module } = parseSync(path, source)
  const statics = [...module.staticImports, ...module.staticExports.flatMap(reexport)]
  const dynamics = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const literal = /^(['"])(.*)\1$/.exec(source.slice(start, end))
    return literal ? [{ start, moduleRequest: { value: literal[2] } }] : []
  })
  // `export { a }` of something imported points at its import a second time.
  const once = new Map([...statics, ...dynamics].map((found) => [found.start, found]))
  return [...once.values()].map(({ start, moduleRequest: { value: written } }) => ({
    written,
    target: targetOf(path, written),
    line: source.slice(0, start).split('\n').length,
    erased: /^(import|export)\s+type\b/.test(source.slice(start)),
  }))
}

const reexport = ({ start, entries }) => {
  const from = entries.find(({ moduleRequest }) => moduleRequest)
  return from ? [{ start, moduleRequest: from.moduleRequest }] : []
}

/** The path of our own file, `null` when it should be ours and is not there, `undefined` for a package. */
function targetOf(path, written) {
  const alias = aliases.find(([key]) => written.startsWith(key))
  if (!alias && !written.startsWith('.')) return written.startsWith('#') ? null : undefined
  const target = alias ? alias[1] + written.slice(alias[0].length) : join(dirname(path), written)
  return [target, `${target}.ts`, `${target}.tsx`].find(existsSync) ?? null
}
