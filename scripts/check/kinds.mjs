import { linesOf, sourceFiles } from './source-files.mjs'

const kind = /['"](etl|feature|training|validation|deployment|notebook|monitor)\.[a-z-]+['"]/
const fixture =
  /(\.test\.tsx?|(^|\/)testing\.ts)$|\/(testing|histories)\/|^(nodes|bench|e2e)\/|^pipeline\/arbitrary\.ts$/

/** Pipelines written in code, which decide nothing by a kind. */
const written = ['app/[project]/data/[name]/from-table.ts', 'services/notebooks/start.ts']

/** What depends on a node is said by its definition: whoever names its kind elsewhere keeps a second list. */
export const kindsNamed = (files = sourceFiles('.ts', '.tsx', '.mjs')) =>
  files
    .filter((path) => !fixture.test(path) && !written.includes(path))
    .flatMap((path) =>
      linesOf(path).flatMap((line, index) => {
        const found = kind.exec(line)?.[0]
        return found ? [`${path}:${index + 1}: ${found}: say it by a property of the node's definition`] : []
      }),
    )
