import { join } from 'node:path'
import { scanFile } from '#engines/tables/scan-file.ts'
import { type Column, carryRoles } from '#pipeline/columns.ts'
import { Fault } from '#pipeline/fault.ts'
import { viewsOf } from '#pipeline/inspect.ts'
import type { TableValue } from '#pipeline/ports/table.ts'
import { adopt, type Made, parquet, type StepWork, type WithBody } from './step-work.ts'

/** A `sql` body: one SELECT over the input tables and the files that parameters name, into one Parquet file. */
export async function runSql({
  ctx,
  step,
  definition,
  inputs,
  folder,
  signal,
}: StepWork<WithBody<'sql'>>): Promise<Made> {
  const tables = Object.entries(inputs).flatMap(([port, value]) =>
    value.type === 'table' ? [[port, value] as const] : [],
  )
  const paths = await pathsOf(ctx, Object.fromEntries(tables.map(([port, { artifact }]) => [port, artifact])))
  const filePaths = await pathsOf(
    ctx,
    Object.fromEntries(Object.entries(step.files).map(([param, { sha256 }]) => [param, sha256])),
  )
  const columns = Object.fromEntries(tables.map(([port, table]) => [port, table.columns]))
  const { text } = definition.sql({
    params: step.params,
    inputs: {
      views: viewsOf(columns),
      columns,
      files: Object.fromEntries(
        Object.entries(step.files).map(([param, file]) => [
          param,
          { ...file, scan: scanFile(file, filePaths[param] as string) },
        ]),
      ),
    },
  })
  const output = join(folder, 'rows.parquet')
  const made = await ctx.tables.select({ sql: text, tables: paths, files: Object.values(filePaths), output, signal })
  const artifact = await adopt(ctx, output, parquet)
  const [port] = Object.keys(definition.outputs)
  if (!port) throw new Fault('INTERNAL', `a node without an output: ${definition.kind}`)
  const value: TableValue = {
    type: 'table',
    artifact: artifact.sha256,
    rows: made.rows,
    columns: withRoles(definition, step.params, made.columns, Object.values(columns)),
  }
  return { outputs: { [port]: value }, artifacts: [artifact] }
}

function withRoles(definition: WithBody<'sql'>, params: unknown, made: Column[], inputs: Column[][]): Column[] {
  const carried = carryRoles(made, ...inputs)
  return definition.assignRoles?.(params, carried) ?? carried
}

async function pathsOf(ctx: StepWork['ctx'], bytes: Record<string, string>): Promise<Record<string, string>> {
  const entries = Object.entries(bytes).map(async ([name, sha256]) => [name, await ctx.store.path(sha256)] as const)
  return Object.fromEntries(await Promise.all(entries))
}
