import { z } from 'zod'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { find, type LoggedModel, modelId } from './find.ts'

export const getInput = z.object({ id: modelId })

/** Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof getInput>): Promise<LoggedModel> {
  authorize(ctx, 'tracking', 'read')
  const { id } = parse(getInput, input)
  return await find(ctx.db, ctx.actor.projectId, id)
}
