import { and, eq, lt } from 'drizzle-orm'
import { apiTokens } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import { hashSecret, newSecret } from '../auth/secrets.ts'
import type { Context } from '../context.ts'

const lifetime = 15 * 60 * 1000

/** Stands where the beginning of a token is kept; lists leave such tokens out. */
export const lent = 'lent'

/**
 * A token with which another process of the platform may ask for predictions, and nothing else, on the actor's behalf.
 * It ends by itself within minutes and never reaches a browser.
 */
export async function lend(ctx: Context): Promise<{ token: string; expiresAt: Date }> {
  authorize(ctx, 'prediction', 'record')
  const { projectId, userId } = ctx.actor
  const token = newSecret('esp_')
  const expiresAt = new Date(Date.now() + lifetime)
  await ctx.db.transaction(async (tx) => {
    await tx.delete(apiTokens).where(and(eq(apiTokens.prefix, lent), lt(apiTokens.expiresAt, new Date())))
    const [row] = await tx
      .insert(apiTokens)
      .values({ projectId, userId, name: lent, prefix: lent, hash: hashSecret(token), scopes: ['predict'], expiresAt })
      .returning({ id: apiTokens.id })
    await append(tx, ctx.actor, { action: 'lend', resource: 'token', resourceId: row?.id ?? '' })
  })
  return { token, expiresAt }
}
