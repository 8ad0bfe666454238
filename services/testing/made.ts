import { Readable } from 'node:stream'
import type { PortValue } from '#pipeline/ports/index.ts'
import type { ModelValue } from '#pipeline/ports/model.ts'
import type { ReportValue } from '#pipeline/ports/report.ts'
import type { Spec } from '#pipeline/spec.ts'
import { fromYaml } from '#pipeline/yaml.ts'
import { link } from '../artifacts/link.ts'
import type { Context } from '../context.ts'
import { add } from '../files/add.ts'
import { begin } from '../steps/begin.ts'
import { finish } from '../steps/finish.ts'

/** A pipeline of three nodes over `people.csv`. */
export const people = (where = 'age > 30'): Spec =>
  fromYaml(`
espalier: 1
name: People
nodes:
  load:
    kind: etl.load-file
    params:
      file: people.csv
  adults:
    kind: etl.filter-rows
    inputs:
      rows: load.rows
    params:
      where: ${where}
  named:
    kind: etl.filter-rows
    inputs:
      rows: adults.rows
    params:
      where: name IS NOT NULL
`)

export const addPeople = (ctx: Context, text = 'name,age\nAda,36\nAlan,41\nGrace,17\n') =>
  add(ctx, { name: 'people.csv', source: Readable.from([text]) })

/** Puts bytes into the store, visible in the actor's project. */
export async function stored(ctx: Context, text: string): Promise<string> {
  const bytes = await ctx.store.put(Readable.from([text]))
  await link(ctx.db, ctx.actor.projectId, [{ ...bytes, mediaType: 'application/octet-stream' }])
  return bytes.sha256
}

export async function tableValue(ctx: Context, text: string): Promise<PortValue> {
  const { sha256: artifact } = await ctx.store.put(Readable.from([text]))
  return { type: 'table', artifact, rows: 2, columns: [{ name: 'name', type: 'VARCHAR' }] }
}

export async function modelValue(ctx: Context): Promise<ModelValue> {
  return {
    type: 'model',
    artifact: await stored(ctx, 'onnx'),
    signature: {
      task: 'classification',
      target: 'late',
      inputs: [{ name: 'hour', type: 'integer', missing: 0 }],
      classes: ['false', 'true'],
      outputs: { label: 'label', probabilities: 'probabilities' },
    },
    metrics: { accuracy: 0.9 },
    parity: { rows: 100, maxDifference: 0, tolerance: 1e-5 },
    details: await stored(ctx, JSON.stringify({ examples: [{ hour: 7 }], background: [], importance: [] })),
  }
}

export async function reportValue(ctx: Context): Promise<ReportValue> {
  const evaluation = { task: 'classification', target: 'late', rows: 10, metrics: { accuracy: 0.9 } }
  return { type: 'report', artifact: await stored(ctx, JSON.stringify(evaluation)), metrics: evaluation.metrics }
}

/** Does the work of a step as a worker does, without any engine: its one output is a table of this text. */
export async function work(
  ctx: Context,
  runId: string,
  node: string,
  text = node,
): Promise<'done' | 'reused' | string> {
  const begun = await begin(ctx, { runId, node })
  if (begun.done) return begun.status
  const outputs = { rows: await tableValue(ctx, text) }
  return (await finish(ctx, { runId, node, token: begun.token, outputs })).status
}
