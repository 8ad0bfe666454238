import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { steps } from '#db/schema.ts'
import type { ColumnProfile, Preview } from '#engines/tables/tables.ts'
import { Fault } from '#pipeline/fault.ts'
import { type Drift, driftMetric } from '#pipeline/ports/drift.ts'
import type { EndpointValue } from '#pipeline/ports/endpoint.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import type { ModelValue } from '#pipeline/ports/model.ts'
import type { Evaluation } from '#pipeline/ports/report.ts'
import type { TableValue } from '#pipeline/ports/table.ts'
import { type Watch, watchKindOf } from '#pipeline/ports/watch.ts'
import { authorize } from '../access/authorize.ts'
import { readDrift } from '../artifacts/read-drift.ts'
import { readEvaluation } from '../artifacts/read-evaluation.ts'
import { readWatch } from '../artifacts/read-watch.ts'
import type { Context } from '../context.ts'
import { page } from '../files/preview.ts'
import { parse } from '../parse.ts'
import { runId as anyRunId } from '../tracking/fields.ts'
import { find } from './find.ts'

export const previewOutputInput = page.extend({
  runId: anyRunId,
  node: z.string(),
  /** The first output when absent. */
  port: z.string().optional(),
})

export type OutputPreview =
  | { type: 'table'; value: TableValue; preview: Preview; profile: ColumnProfile[] }
  | { type: 'model'; value: ModelValue }
  | { type: 'report'; evaluation: Evaluation }
  | { type: 'report'; drift: Drift }
  | { type: 'report'; watch: Watch }
  | { type: 'endpoint'; value: EndpointValue }

/** What came out of a port: the first rows and columns at a glance, a model, an evaluation. Faults: NOT_FOUND. */
export async function previewOutput(ctx: Context, input: z.input<typeof previewOutputInput>): Promise<OutputPreview> {
  authorize(ctx, 'run', 'read')
  const { runId, node, port, offset, limit } = parse(previewOutputInput, input)
  await find(ctx.db, ctx.actor.projectId, runId)
  const value = await outputOf(ctx, runId, node, port)
  switch (value.type) {
    case 'table': {
      const path = await ctx.store.path(value.artifact)
      const [preview, profile] = await Promise.all([
        ctx.tables.preview(path, { offset, limit }),
        profileOf(ctx, value.artifact, path),
      ])
      return { type: 'table', value, preview, profile }
    }
    case 'report':
      if (driftMetric in value.metrics)
        return { type: 'report', drift: await readDrift(ctx, { artifact: value.artifact }) }
      if (watchKindOf(value.metrics))
        return { type: 'report', watch: await readWatch(ctx, { artifact: value.artifact }) }
      return { type: 'report', evaluation: await readEvaluation(ctx, { artifact: value.artifact }) }
    case 'model':
      return { type: 'model', value }
    case 'endpoint':
      return { type: 'endpoint', value }
  }
}

async function outputOf({ db }: Context, runId: string, node: string, port: string | undefined): Promise<PortValue> {
  const [row] = await db
    .select({ outputs: steps.outputs })
    .from(steps)
    .where(and(eq(steps.runId, runId), eq(steps.node, node)))
  const value = port === undefined ? Object.values(row?.outputs ?? {})[0] : row?.outputs?.[port]
  if (!value)
    throw new Fault('NOT_FOUND', `nothing came out here: ${port === undefined ? node : `${node}.${port}`}`, {
      at: { node },
      hint: 'run it first',
    })
  return value
}

/** Bytes never change under their name, so neither does their profile. */
async function profileOf({ tables, profiles }: Context, artifact: string, path: string): Promise<ColumnProfile[]> {
  const known = profiles.get(artifact)
  if (known) return await known
  const profiled = tables.profile(path)
  profiles.set(artifact, profiled)
  profiled.catch(() => profiles.delete(artifact))
  return await profiled
}
