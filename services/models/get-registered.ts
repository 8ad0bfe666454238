import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findRegistered, type RegisteredModel } from './find-registered.ts'

export const getRegisteredInput = z.object({ name: z.string() })

/** Faults: NOT_FOUND. */
export async function getRegistered(ctx: Context, input: z.input<typeof getRegisteredInput>): Promise<RegisteredModel> {
  authorize(ctx, 'model', 'read')
  return await findRegistered(ctx.db, ctx.actor.projectId, parse(getRegisteredInput, input).name)
}
