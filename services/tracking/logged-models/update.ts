import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { loggedModelStatuses, loggedModels } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { plainText } from '../fields.ts'
import { find, type LoggedModel, modelId, noSuchModel } from './find.ts'

const texts = z.record(plainText, plainText).optional()

export const updateInput = z.object({
  id: modelId,
  status: z.enum(loggedModelStatuses).optional(),
  /** Added to those that it has. */
  tags: texts,
  params: texts,
})

const merged = (column: typeof loggedModels.tags | typeof loggedModels.params, added: object): SQL =>
  sql`${column} || ${JSON.stringify(added)}::jsonb`

/** Faults: NOT_FOUND. */
export async function update(ctx: Context, input: z.input<typeof updateInput>): Promise<LoggedModel> {
  authorize(ctx, 'tracking', 'write')
  const { id, status, tags, params } = parse(updateInput, input)
  const { projectId } = ctx.actor
  const changed = await ctx.db
    .update(loggedModels)
    .set({
      updatedAt: new Date(),
      ...(status && { status }),
      ...(tags && { tags: merged(loggedModels.tags, tags) }),
      ...(params && { params: merged(loggedModels.params, params) }),
    })
    .where(and(eq(loggedModels.projectId, projectId), eq(loggedModels.id, id), isNull(loggedModels.deletedAt)))
    .returning({ id: loggedModels.id })
  if (changed.length === 0) throw noSuchModel(id)
  return await find(ctx.db, projectId, id)
}
