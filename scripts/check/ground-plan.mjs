import { arrows, pure, testArrows, typesOnly } from './arrows.mjs'
import { cycles } from './cycles.mjs'
import { importsOf } from './imports-of.mjs'
import { sourceFiles } from './source-files.mjs'

const isTest = (path) => /(\.test\.tsx?|\/testing\.ts)$|\/testing\//.test(path)
const folderOf = (path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')
const isWithin = (path, place) => path === place || path.startsWith(`${place}/`)

/** Imports against the arrows of the ground plan, imports that lead nowhere, and import cycles. */
export function groundPlan(files = sourceFiles('.ts', '.tsx', '.mjs')) {
  const graph = new Map(files.map((file) => [file, importsOf(file)]))
  const wrong = [...graph].flatMap(([file, imports]) =>
    imports.flatMap((found) => {
      const why = faultOf(file, found)
      return why ? [`${file}:${found.line}: ${found.written}: ${why}`] : []
    }),
  )
  const edges = new Map([...graph].map(([file, imports]) => [file, imports.flatMap(({ target }) => target ?? [])]))
  const circles = cycles(edges).map((members) => `import cycle: ${[...members, members[0]].join(' → ')}`)
  return [...wrong, ...circles]
}

function faultOf(file, { written, target, erased }) {
  const folder = folderOf(file)
  const allowed = arrows[folder]
  if (target === null) return 'leads nowhere'
  if (!allowed) return undefined
  if (!target) return pure.includes(folder) && !isTest(file) ? impurity(written) : undefined
  const places = [folder, ...allowed, ...(isTest(file) ? testArrows[folder] : [])]
  if (folderOf(target) && !places.some((place) => isWithin(target, place)))
    return `${folder}/ may import ${allowed.join(', ') || 'nothing else of ours'} (scripts/check/arrows.mjs)`
  const typeOnly = typesOnly.some(({ from, to }) => isWithin(file, from) && isWithin(target, to))
  return typeOnly && !erased && !isTest(file) ? '`import type` only, for that code runs in another program' : undefined
}

const impurity = (written) => (/^(node:|react(-dom)?(\/|$))/.test(written) ? 'pure code: no Node, no React' : undefined)
