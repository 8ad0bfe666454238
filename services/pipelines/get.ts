import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type FoundRevision, findRevision, pipelineAnd } from './find.ts'

export const getInput = pipelineAnd({ revision: z.number().int().min(1).optional() })

/** A revision of a pipeline, the newest unless one is named. Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof getInput>): Promise<FoundRevision> {
  authorize(ctx, 'pipeline', 'read')
  const { revision, ...ref } = parse(getInput, input)
  return await findRevision(ctx.db, ctx.actor.projectId, ref, revision)
}
