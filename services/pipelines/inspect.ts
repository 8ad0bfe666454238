import { z } from 'zod'
import { type Inspection, inspect as inspectSpec } from '#pipeline/inspect.ts'
import { fileNames } from '#pipeline/resolve.ts'
import { parseSpec } from '#pipeline/spec.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { resolve } from '../files/resolve.ts'
import { parse } from '../parse.ts'
import { recallOf } from '../results/recall.ts'

export const inspectInput = z.object({ spec: z.unknown() })

/** Columns on every port and everything that is wrong, for a spec as it stands on the canvas, saved or not. */
export async function inspect(ctx: Context, input: z.input<typeof inspectInput>): Promise<Inspection> {
  authorize(ctx, 'pipeline', 'read')
  const spec = parseSpec(parse(inspectInput, input).spec)
  const files = await resolve(ctx, { names: fileNames(spec, ctx.catalogue) })
  return await inspectSpec(spec, ctx.catalogue, files, ctx.tables.bind, ctx.inspections, recallOf(ctx))
}
