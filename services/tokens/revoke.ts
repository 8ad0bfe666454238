import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { apiTokens } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'

export const revokeInput = z.object({ id: z.uuid() })

/** Ends a token at once: one's own, or any of the project for its owners. Faults: NOT_FOUND. */
export async function revoke(ctx: Context, input: z.input<typeof revokeInput>): Promise<void> {
  authorize(ctx, 'token', 'write')
  const { id } = parse(revokeInput, input)
  const { projectId, userId, role } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const revoked = await tx
      .update(apiTokens)
      .set({ revokedAt: new Date() })
      .where(
        and(
          eq(apiTokens.id, id),
          eq(apiTokens.projectId, projectId),
          isNull(apiTokens.revokedAt),
          role === 'owner' ? undefined : eq(apiTokens.userId, userId),
        ),
      )
      .returning({ id: apiTokens.id })
    if (revoked.length === 0) throw new Fault('NOT_FOUND', `no such token: ${id}`)
    await append(tx, ctx.actor, { action: 'revoke', resource: 'token', resourceId: id })
  })
}
