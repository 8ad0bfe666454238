import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { openTables } from '../../engines/tables/open-tables.ts'
import { scanFile } from '../../engines/tables/scan-file.ts'
import { catalogue } from '../../nodes/index.ts'
import type { Column } from '../../pipeline/columns.ts'
import type { FileValue, SqlInputs } from '../../pipeline/define-node.ts'
import { edgesInto, order } from '../../pipeline/graph.ts'
import { identifier, type SqlText, sql } from '../../pipeline/sql.ts'
import { fromYaml } from '../../pipeline/yaml.ts'

export const root = fileURLToPath(new URL('../../', import.meta.url))
const data = `${root}node_modules/vega-datasets/data/`

export interface TableStep {
  id: string
  /** By input port, the step before. */
  inputs: Record<string, string>
  files: string[]
  /** The node's own SQL in round `round`, over views that are given by port. */
  sql(round: number, views: Record<string, SqlText>): SqlText
}

/** The SQL nodes of the template, in order. Filter and seed change with the round, so that no call repeats another. */
export async function lateFlights(): Promise<TableStep[]> {
  const spec = fromYaml(await readFile(`${root}examples/late-flights.yaml`, 'utf8'))
  const tables = openTables({ root })
  const columns: Record<string, Column[]> = {}
  const steps: TableStep[] = []
  for (const id of order(spec).sorted) {
    const { kind, params } = spec.nodes[id] ?? { kind: '', params: {} }
    const node = catalogue.get(kind)
    if (!node || !('sql' in node)) continue
    const inputs = Object.fromEntries(edgesInto(spec, id).map(([, { from, to }]) => [to.port, from.node]))
    const known = Object.fromEntries(Object.entries(inputs).map(([port, source]) => [port, columns[source] ?? []]))
    const file = typeof params.file === 'string' ? await detected(tables, params.file) : undefined
    const files: SqlInputs['files'] = file ? { file: { ...file, scan: scanFile(file, `${data}${file.name}`) } } : {}
    const step: TableStep = {
      id,
      inputs,
      files: file ? [`${data}${file.name}`] : [],
      sql: (round, views) =>
        node.sql({ params: node.params.parse(varied(params, round)), inputs: { views, columns: known, files } }),
    }
    const views = Object.fromEntries(Object.keys(inputs).map((port) => [port, identifier(port)]))
    const output = file?.columns ?? (await tables.bind(step.sql(0, views).text, known))
    columns[id] = node.assignRoles?.(node.params.parse(params), output) ?? output
    steps.push(step)
  }
  await tables.close()
  return steps
}

/** All steps in one statement: each view is the query of the step before. */
export function fusedSql(chain: TableStep[], round: number): SqlText {
  const made: Record<string, SqlText> = {}
  let last = sql``
  for (const step of chain) {
    const views = Object.fromEntries(
      Object.entries(step.inputs).map(([port, source]) => [port, made[source] ?? identifier(source)]),
    )
    last = step.sql(round, views)
    made[step.id] = sql`(${last})`
  }
  return last
}

async function detected(tables: ReturnType<typeof openTables>, name: string): Promise<FileValue> {
  const format = name.endsWith('.parquet') ? 'parquet' : 'csv'
  return { name, sha256: '', format, ...(await tables.detect(`${data}${name}`, format)) }
}

const varied = (params: Record<string, unknown>, round: number): Record<string, unknown> => ({
  ...params,
  ...(typeof params.where === 'string' && { where: `${params.where} AND delay <> ${1000 + round}` }),
  ...('method' in params && { seed: 7 + round }),
})
