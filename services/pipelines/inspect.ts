import { z } from 'zod'
import { type Inspection, inspect as inspectSpec } from '#pipeline/inspect.ts'
import { fileNames } from '#pipeline/resolve.ts'
import { parseSpec } from '#pipeline/spec.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { resolve } from '../files/resolve.ts'
import { parse } from '../parse.ts'
import { recallOf } from '../results/recall.ts'
import { circleOf } from '../triggers/circle-of.ts'
import { findPipeline, pipelineRef } from './find.ts'

export const inspectInput = z.object({
  spec: z.unknown(),
  /** Which it is, or would become: what triggers make of it is looked at too. */
  pipeline: pipelineRef.optional(),
})

/** Columns on every port and everything that is wrong, for a spec as it stands on the canvas, saved or not. */
export async function inspect(ctx: Context, input: z.input<typeof inspectInput>): Promise<Inspection> {
  authorize(ctx, 'pipeline', 'read')
  const { spec: given, pipeline } = parse(inspectInput, input)
  const spec = parseSpec(given)
  const files = await resolve(ctx, { names: fileNames(spec, ctx.catalogue) })
  const inspection = await inspectSpec(spec, ctx.catalogue, files, ctx.tables.bind, ctx.inspections, recallOf(ctx))
  if (!pipeline) return inspection
  const { projectId } = ctx.actor
  const { id: pipelineId } = await findPipeline(ctx.db, projectId, pipeline)
  const circle = await circleOf(ctx.db, ctx.catalogue, { projectId, pipelineId, spec })
  return { ...inspection, problems: [...inspection.problems, ...circle] }
}
