import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { emptySpec, parseSpec } from '#pipeline/spec.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type CreatedPipeline, insert, lockNames } from './insert.ts'

/** `spec` is parsed as what it is; `name` alone makes an empty pipeline, and beside a spec renames it. */
export const createInput = z.object({
  name: z.string().trim().min(1).max(120).optional(),
  spec: z.unknown().optional(),
})

export async function create(ctx: Context, input: z.input<typeof createInput>): Promise<CreatedPipeline> {
  authorize(ctx, 'pipeline', 'write')
  const { name, spec } = parse(createInput, input)
  if (spec === undefined && name === undefined)
    throw new Fault('INVALID_INPUT', 'a pipeline needs a name', { at: { param: 'name' } })
  const parsed = spec === undefined ? emptySpec(name ?? '') : parseSpec(spec)
  return await ctx.db.transaction(async (tx) => {
    await lockNames(tx, ctx.actor.projectId)
    return await insert(tx, ctx.actor, name === undefined ? parsed : { ...parsed, name })
  })
}
