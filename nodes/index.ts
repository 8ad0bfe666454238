import type { Catalogue } from '#pipeline/define-node.ts'
import deriveColumn from './etl/derive-column/node.ts'
import filterRows from './etl/filter-rows/node.ts'
import join from './etl/join/node.ts'
import loadFile from './etl/load-file/node.ts'
import query from './etl/sql/node.ts'
import split from './feature/split/node.ts'

const nodes = [deriveColumn, filterRows, join, loadFile, query, split]

/** Every node there is, by kind. */
export const catalogue: Catalogue = new Map(nodes.map((node) => [node.kind, node]))
