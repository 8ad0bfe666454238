import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Kernels } from '#engines/kernels/kernels.ts'
import { numberRows } from '#engines/tables/number-rows.ts'
import { openTables } from '#engines/tables/open-tables.ts'
import { scanFile } from '#engines/tables/scan-file.ts'
import type { Tables } from '#engines/tables/tables.ts'
import { type Column, carryRoles } from '#pipeline/columns.ts'
import type { FileValue, NodeDefinition, Platform } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { viewsOf } from '#pipeline/inspect.ts'
import { describeNotebook } from '#pipeline/notebook/describe.ts'
import { paramsWithWidget } from '#pipeline/params.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import type { TableValue } from '#pipeline/ports/table.ts'
import { operationMetrics } from '#pipeline/ports/watch.ts'
import { exampleFiles } from './examples.ts'

export const root = fileURLToPath(new URL('../', import.meta.url))

export type Values = Record<string, PortValue>

/** What a job leaves in `result.json`, as engines/python/espalier/job.py writes it. */
type JobOutput =
  | { type: 'table'; file: string; rows: number; columns: Column[]; graph?: string }
  | (Omit<Extract<PortValue, { type: 'model' }>, 'artifact'> & { file: string })
  | { type: 'report'; file: string; metrics: Record<string, number> }

/** Runs nodes on the real engines, with a folder for a store and a platform that forgets. */
export interface Runner {
  tables: Tables
  files(): Promise<Record<string, FileValue>>
  run(node: NodeDefinition, params: unknown, inputs: Values, options?: RunOptions): Promise<Values>
  /** A table of what a SELECT gives. */
  table(select: string): Promise<TableValue>
  rows(value: PortValue | undefined): Promise<unknown[][]>
  close(): Promise<void>
}
export interface RunOptions {
  signal?: AbortSignal
  /** Called when the work is in an engine's hands. */
  onBegun?: () => void
}

export function testRunner(kernels?: Kernels): Runner {
  const folder = mkdtempSync(join(tmpdir(), 'espalier-nodes-'))
  const tables = openTables({ root, spares: 1 })
  const path = (artifact: string) => join(folder, artifact)
  const adopt = (file: string) => {
    const artifact = createHash('sha256').update(readFileSync(file)).digest('hex')
    copyFileSync(file, path(artifact))
    return artifact
  }
  let jobs = 0
  let files: Promise<Record<string, FileValue>> | undefined

  async function detectFiles(): Promise<Record<string, FileValue>> {
    const entries = Object.entries(exampleFiles).map(async ([name, text]) => {
      writeFileSync(path(name), text)
      const sha256 = adopt(path(name))
      if (name.endsWith('.ipynb')) {
        const file = { name, sha256, format: 'ipynb' as const, columns: [], notebook: describeNotebook(text, name) }
        return [name, file] as const
      }
      return [name, { name, sha256, format: 'csv' as const, ...(await tables.detect(path(sha256), 'csv')) }] as const
    })
    return Object.fromEntries(await Promise.all(entries))
  }

  const runner: Runner = {
    tables,
    table: async (select) => {
      jobs += 1
      const output = path(`table-${jobs}.parquet`)
      const made = await tables.select({ sql: select, tables: {}, files: [], output })
      return { type: 'table', artifact: adopt(output), ...made }
    },
    rows: async (value) => {
      if (value?.type !== 'table') throw new Error('not a table')
      return (await tables.preview(path(value.artifact), { offset: 0, limit: 10_000 })).rows
    },
    files: () => {
      files ??= detectFiles()
      return files
    },
    run: async (node, given, inputs, options = {}) => {
      const params = node.params.parse(given)
      if ('run' in node) return node.run({ params, inputs, platform: { ...platform, readPredictions, readOperation } })
      return 'sql' in node ? runSql(node, params, inputs, options) : runPython(node, params, inputs, options)
    },
    close: async () => {
      await tables.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }

  async function readPredictions(): ReturnType<Platform['readPredictions']> {
    writeFileSync(path('asked'), '{}')
    const artifact = adopt(path('asked'))
    const rows = await runner.table("SELECT 3700.0 AS mass, 'Adelie' AS prediction")
    return {
      rows,
      model: {
        ...{ type: 'model', artifact, details: artifact, metrics: {} },
        signature: { ...asked, inputs: [{ name: 'mass', type: 'number', missing: 0 }] },
        parity: { rows: 0, maxDifference: 0, tolerance: 0 },
      },
    }
  }

  async function readOperation(): ReturnType<Platform['readOperation']> {
    writeFileSync(path('operated'), '{}')
    const metrics = Object.fromEntries(operationMetrics.map((name) => [name, 0]))
    return { type: 'report', artifact: adopt(path('operated')), metrics }
  }

  const columnsOf = async (file: string) => (await tables.detect(file, 'parquet')).columns

  async function runSql(
    node: Extract<NodeDefinition, { sql: unknown }>,
    params: Record<string, unknown>,
    inputs: Values,
    { signal, onBegun }: RunOptions,
  ): Promise<Values> {
    const known = await runner.files()
    const given = Object.entries(inputs) as [string, TableValue][]
    const columns = Object.fromEntries(given.map(([port, table]) => [port, table.columns]))
    const named = paramsWithWidget(node.params, 'file').flatMap((param) => {
      const file = known[String(params[param])]
      return file ? [[param, { ...file, scan: scanFile(file, path(file.sha256)) }] as const] : []
    })
    const numbered = Object.fromEntries(
      given.map(([port, table]) => [port, numberRows(path(table.artifact), table.columns)]),
    )
    const { text } = node.sql({
      params,
      inputs: { views: viewsOf(columns), columns, numbered, files: Object.fromEntries(named) },
    })
    jobs += 1
    const output = path(`rows-${jobs}.parquet`)
    const running = tables.select({
      sql: text,
      tables: Object.fromEntries(given.map(([port, { artifact }]) => [port, path(artifact)])),
      files: named.map(([, { sha256 }]) => path(sha256)),
      output,
      ...(signal && { signal }),
    })
    onBegun?.()
    const made = await running
    const carried = carryRoles(made.columns, ...Object.values(columns))
    const [port] = Object.keys(node.outputs) as [string]
    const value: TableValue = {
      type: 'table',
      artifact: adopt(output),
      rows: made.rows,
      columns: node.assignRoles?.(params, carried) ?? carried,
    }
    return { [port]: value }
  }

  async function runPython(
    node: NodeDefinition & { python: string },
    params: Record<string, unknown>,
    inputs: Values,
    { signal = new AbortController().signal, onBegun = () => {} }: RunOptions,
  ): Promise<Values> {
    if (!kernels) throw new Fault('INTERNAL', `a kernel is needed for: ${node.kind}`)
    jobs += 1
    const out = path(`job-${jobs}`)
    mkdirSync(out)
    const job = join(out, 'job.json')
    const runPy = join(root, 'nodes', ...node.kind.split('.'), node.python)
    const described = Object.fromEntries(Object.entries(inputs).map(([port, value]) => [port, jobInput(value, path)]))
    const known = await runner.files()
    const files = Object.fromEntries(
      paramsWithWidget(node.params, 'file').flatMap((param) => {
        const file = known[String(params[param])]
        return file ? [[param, { name: file.name, path: path(file.sha256) }]] : []
      }),
    )
    writeFileSync(job, JSON.stringify({ runPy, kind: node.kind, params, inputs: described, files, out }))
    await kernels.execute({
      code: `from espalier.job import main\nmain(${JSON.stringify(job)})`,
      signal,
      onAttempt: onBegun,
      onAlive: () => {},
      onLog: () => {},
      onEvent: () => {},
    })
    const result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as { outputs: Record<string, JobOutput> }
    const entries = Object.entries(result.outputs).map(async ([port, output]) => {
      const columns = output.type === 'table' && (output.columns ?? (await columnsOf(join(out, output.file))))
      const whole = columns ? { ...output, columns } : output
      return [port, stored(whole as JobOutput, inputs.rows, (file) => adopt(join(out, file)))] as const
    })
    return Object.fromEntries(await Promise.all(entries))
  }
  return runner
}

function jobInput(value: PortValue, path: (artifact: string) => string): Record<string, unknown> {
  if (value.type === 'endpoint') throw new Fault('INTERNAL', 'a kernel cannot read an endpoint')
  const described = { ...value, path: path(value.artifact) }
  if (value.type === 'model') return { ...described, details: path(value.details) }
  if (value.type === 'report' || !value.chain) return described
  const { raw, graphs } = value.chain
  return {
    ...described,
    chain: { raw: { path: path(raw.artifact), columns: raw.columns }, graphs: graphs.map(path) },
  }
}

function stored(output: JobOutput, input: PortValue | undefined, adopt: (file: string) => string): PortValue {
  const artifact = adopt(output.file)
  if (output.type === 'report') return { type: 'report', artifact, metrics: output.metrics }
  if (output.type === 'model') {
    const { file, ...model } = output
    return { ...model, artifact, details: adopt(output.details) }
  }
  const { type, rows, columns, graph } = output
  if (!graph || input?.type !== 'table') return { type, artifact, rows, columns }
  const raw = input.chain?.raw ?? { artifact: input.artifact, columns: input.columns }
  return { type, artifact, rows, columns, chain: { raw, graphs: [...(input.chain?.graphs ?? []), adopt(graph)] } }
}

const asked = { task: 'classification', target: 'species', outputs: {} } as const

const platform: Omit<Platform, 'readPredictions' | 'readOperation'> = {
  registerModel: async ({ name, model }) => ({ ...model, version: { id: `${name} 1`, model: name, number: 1 } }),
  deployModel: async ({ endpoint, model }) => ({
    type: 'endpoint',
    id: endpoint,
    name: endpoint,
    version: model.version?.number ?? 0,
  }),
  makeDemo: async () => {},
  readEvaluation: async () => {
    throw new Fault('NOT_FOUND', 'no evaluation in this platform')
  },
  askApp: async ({ rows, added }) => ({ ...rows, columns: [...rows.columns, ...added] }),
}
