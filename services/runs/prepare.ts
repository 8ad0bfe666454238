import { z } from 'zod'
import { compile, type Plan } from '#pipeline/compile.ts'
import { inspect } from '#pipeline/inspect.ts'
import { requireRunnable } from '#pipeline/problem.ts'
import { fileNames, override } from '#pipeline/resolve.ts'
import { parameter } from '#pipeline/spec.ts'
import type { Context } from '../context.ts'
import { resolve } from '../files/resolve.ts'
import { type FoundRevision, findRevision, pipelineRef } from '../pipelines/find.ts'
import { recallOf } from '../results/recall.ts'
import { circleOf } from '../triggers/circle-of.ts'

export const runWish = z.object({
  pipeline: pipelineRef,
  /** Number of a revision; the newest when absent. */
  revision: z.number().int().min(1).optional(),
  /** By name of a pipeline parameter, or `node.param`. */
  overrides: z.record(z.string(), parameter).default({}),
})

export interface Prepared extends FoundRevision {
  plan: Plan
}

/** What a run of a revision would do. Faults: NOT_FOUND; INVALID_GRAPH for the first problem of the pipeline, at its node. */
export async function prepare(
  ctx: Context,
  { pipeline, revision, overrides }: z.output<typeof runWish>,
): Promise<Prepared> {
  const { projectId } = ctx.actor
  const found = await findRevision(ctx.db, projectId, pipeline, revision)
  const spec = override(found.spec, overrides)
  const files = await resolve(ctx, { names: fileNames(spec, ctx.catalogue) })
  const { problems } = await inspect(spec, ctx.catalogue, files, ctx.tables.bind, ctx.inspections, recallOf(ctx))
  const circle = await circleOf(ctx.db, ctx.catalogue, { projectId, pipelineId: found.pipelineId, spec })
  requireRunnable([...problems, ...circle])
  return { ...found, plan: compile(spec, ctx.catalogue, files) }
}
