import type { Source } from '#engines/tables/traced.ts'
import type { Column } from '#pipeline/columns.ts'
import type { Plan, Step } from '#pipeline/compile.ts'
import type { NodeDefinition, ScanOptions } from '#pipeline/define-node.ts'
import { viewsOf } from '#pipeline/inspect.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import { identifier, list, SqlText, sql } from '#pipeline/sql.ts'
import type { Context } from '../context.ts'

/** A column of a file that a step reads. */
export interface Origin {
  node: string
  param: string
  column: string
}

export interface TracedTable {
  columns: Map<string, Origin[]>
  /** What decides which rows there are. */
  rows: Origin[]
  /** False where a step says nothing of its columns: then these may be the origins, and there are no others. */
  exact: boolean
}

export type StepOutputs = ReadonlyMap<string, Record<string, PortValue> | null>

interface Traceable {
  plan: Plan
  /** What the steps of the run gave, by node. */
  outputs: StepOutputs
}

/** Where the columns of a step's table come from, back to the files; null where the run did not get that far. */
export async function tracePlan(
  ctx: Pick<Context, 'catalogue' | 'tables'>,
  { plan, outputs }: Traceable,
  from: { node: string; port: string },
): Promise<TracedTable | null> {
  const known = new Map<string, Promise<TracedTable | null>>()
  const trace = ({ node, port }: { node: string; port: string }): Promise<TracedTable | null> => {
    const key = JSON.stringify([node, port])
    const found = known.get(key) ?? traceStep(node, port)
    known.set(key, found)
    return found
  }
  const columnsAt = ({ node, port }: { node: string; port: string }): Column[] | null => {
    const value = outputs.get(node)?.[port]
    return value?.type === 'table' ? value.columns : null
  }
  const traceStep = async (node: string, port: string): Promise<TracedTable | null> => {
    const step = plan.steps.find((one) => one.node === node)
    const columns = columnsAt({ node, port })
    const definition = step && ctx.catalogue.get(step.kind)
    if (!step || !columns || !definition) return null
    const inputs: Record<string, { columns: Column[]; traced: TracedTable }> = {}
    for (const [name, before] of Object.entries(step.inputs)) {
      const [given, traced] = [columnsAt(before), await trace(before)]
      if (given && traced) inputs[name] = { columns: given, traced }
    }
    // What brings its own rows rests on no file.
    if (Object.keys(step.inputs).length + Object.keys(step.files).length === 0) return ownRows(columns)
    if ('sql' in definition) return await throughSql(ctx, step, definition, inputs)
    return definition.columnwise && inputs.rows ? sameNames(columns, inputs.rows.traced) : loosely(columns, inputs)
  }
  return await trace(from)
}

type Inputs = Record<string, { columns: Column[]; traced: TracedTable }>

const fileTable = (param: string) => `file ${param}`

async function throughSql(
  { tables }: Pick<Context, 'tables'>,
  step: Step,
  definition: Extract<NodeDefinition, { sql: unknown }>,
  inputs: Inputs,
): Promise<TracedTable> {
  const given = Object.fromEntries(Object.entries(inputs).map(([name, { columns }]) => [name, columns]))
  const files = Object.entries(step.files)
  const { text } = definition.sql({
    params: step.params,
    inputs: {
      views: viewsOf(given),
      columns: given,
      files: Object.fromEntries(files.map(([param, file]) => [param, { ...file, scan: castScan(param) }])),
    },
  })
  const read = Object.fromEntries(files.map(([param, file]) => [fileTable(param), file.columns]))
  const traced = await tables.trace(text, { ...given, ...read })
  const origins = (sources: Source[]): Origin[] =>
    distinct(
      sources.flatMap(({ table, column }) => {
        const input = inputs[table]
        if (input) return input.traced.columns.get(column) ?? []
        return [{ node: step.node, param: table.slice(fileTable('').length), column }]
      }),
    )
  const before = Object.values(inputs).map((input) => input.traced)
  return {
    columns: new Map(traced.columns.map(({ name, sources }) => [name, origins(sources)])),
    rows: distinct([...before.flatMap(({ rows }) => rows), ...origins(traced.rows)]),
    exact: traced.exact && before.every(({ exact }) => exact),
  }
}

/** A corrected type is still the column of the file. */
const castScan =
  (param: string) =>
  ({ types }: ScanOptions): SqlText => {
    const casts = Object.entries(types).map(
      ([name, type]) => sql`CAST(${identifier(name)} AS ${new SqlText(type)}) AS ${identifier(name)}`,
    )
    const table = identifier(fileTable(param))
    return casts.length ? sql`(SELECT * REPLACE (${list(casts)}) FROM ${identifier(fileTable(param))})` : table
  }

const sameNames = (columns: Column[], { columns: before, rows, exact }: TracedTable): TracedTable => ({
  columns: new Map(columns.map(({ name }) => [name, before.get(name) ?? []])),
  rows,
  exact: exact && columns.every(({ name }) => before.has(name)),
})

const ownRows = (columns: Column[]): TracedTable => ({
  columns: new Map(columns.map(({ name }) => [name, []])),
  rows: [],
  exact: true,
})

function loosely(columns: Column[], inputs: Inputs): TracedTable {
  const traced = Object.values(inputs).map((input) => input.traced)
  const all = distinct(traced.flatMap((one) => [...[...one.columns.values()].flat(), ...one.rows]))
  return { columns: new Map(columns.map(({ name }) => [name, all])), rows: all, exact: false }
}

export const distinct = (origins: Origin[]): Origin[] => [
  ...new Map(origins.map((one) => [JSON.stringify([one.node, one.param, one.column]), one])).values(),
]
