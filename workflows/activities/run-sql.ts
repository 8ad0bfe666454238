import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { numberRows } from '#engines/tables/number-rows.ts'
import { scanFile } from '#engines/tables/scan-file.ts'
import { type Column, carryRoles } from '#pipeline/columns.ts'
import type { FileValue, SqlInputs } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { viewsOf } from '#pipeline/inspect.ts'
import type { TableValue } from '#pipeline/ports/table.ts'
import { sql } from '#pipeline/sql.ts'
import type { Context } from '#services/context.ts'
import type { MadeArtifact } from '#services/steps/finish.ts'
import { adopt, type Made, parquet, type StepWork, type WithBody } from './step-work.ts'

/** A `sql` body: one SELECT over the input tables and the files that parameters name, into one Parquet file. */
export async function runSql(work: StepWork<WithBody<'sql'>>): Promise<Made> {
  const { ctx, step, definition, inputs } = work
  const tables = Object.entries(inputs).flatMap(([port, value]) =>
    value.type === 'table' ? [[port, value] as const] : [],
  )
  const columns = Object.fromEntries(tables.map(([port, table]) => [port, table.columns]))
  const paths = await pathsOf(ctx, Object.fromEntries(tables.map(([port, { artifact }]) => [port, artifact])))
  const files = Object.entries(step.files)
  const filePaths = await pathsOf(ctx, Object.fromEntries(files.map(([param, { sha256 }]) => [param, sha256])))
  const scans = Object.fromEntries(
    files.map(([param, file]) => [param, { ...file, scan: scanFile(file, filePaths[param] ?? '') }]),
  )
  const numbered = Object.fromEntries(
    tables.map(([port]) => [port, numberRows(paths[port] ?? '', columns[port] ?? [])]),
  )
  const from = { views: viewsOf(columns), columns, numbered, files: scans }
  const { text } = definition.sql({ params: step.params, inputs: from })

  const unchanged = Object.values(scans).find((file) => isWhole(file, text))
  const made = unchanged
    ? await keep(ctx, unchanged)
    : await select(work, { sql: text, tables: paths, files: Object.values(filePaths) })
  const [port] = Object.keys(definition.outputs)
  if (!port) throw new Fault('INTERNAL', `a node without an output: ${definition.kind}`)
  const value: TableValue = {
    type: 'table',
    artifact: made.sha256,
    rows: made.rows,
    columns: withRoles(definition, step.params, made.columns, Object.values(columns)),
    ...(made.leftOut && { leftOut: made.leftOut }),
  }
  return { outputs: { [port]: value }, artifacts: made.stored }
}

interface MadeTable {
  sha256: string
  rows: number
  columns: Column[]
  stored: MadeArtifact[]
  leftOut?: number
}

async function select(
  { ctx, folder, signal }: StepWork,
  request: { sql: string; tables: Record<string, string>; files: string[] },
): Promise<MadeTable> {
  await mkdir(folder, { recursive: true })
  const output = join(folder, 'rows.parquet')
  // Runs hand on their processes within a project: of many short ones that begin at once, starting these would be most of the work.
  const made = await ctx.tables.select({ ...request, output, signal, session: ctx.actor.projectId })
  const stored = await adopt(ctx, output, parquet)
  return { ...made, sha256: stored.sha256, stored: [stored] }
}

/** Whether a query is nothing but a Parquet file as it is, so that the file itself is the table. */
const isWhole = (file: SqlInputs['files'][string], text: string): boolean =>
  file.format === 'parquet' && text === sql`SELECT * FROM ${file.scan({ types: {}, skipBadRows: false })}`.text

async function keep(ctx: Context, { sha256, format, ...known }: FileValue): Promise<MadeTable> {
  if (typeof known.rows === 'number') return { sha256, rows: known.rows, columns: known.columns, stored: [] }
  const path = await ctx.store.path(sha256)
  const { columns, rows } = await ctx.tables.detect(path, format)
  if (rows === null) throw new Fault('INTERNAL', `a Parquet file that does not say its rows: ${sha256}`)
  return { sha256, rows, columns, stored: [] }
}

function withRoles(definition: WithBody<'sql'>, params: unknown, made: Column[], inputs: Column[][]): Column[] {
  const carried = carryRoles(made, ...inputs)
  return definition.assignRoles?.(params, carried) ?? carried
}

async function pathsOf(ctx: Context, bytes: Record<string, string>): Promise<Record<string, string>> {
  const entries = Object.entries(bytes).map(async ([name, sha256]) => [name, await ctx.store.path(sha256)] as const)
  return Object.fromEntries(await Promise.all(entries))
}
