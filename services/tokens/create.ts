import { z } from 'zod'
import { apiTokens } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { scopeNames } from '../access/matrix.ts'
import { append } from '../audit/append.ts'
import { hashSecret, newSecret } from '../auth/secrets.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'

/** Strict: a misspelt `scopes` must not make a token that may do everything. */
export const createInput = z.strictObject({
  name: z.string().trim().min(1).max(120),
  scopes: z.array(z.enum(scopeNames)).min(1).default(['all']),
  /** Days from now; it lives until revoked when absent. */
  days: z.number().int().min(1).max(3650).optional(),
})

export interface CreatedToken {
  id: string
  /** Shown this once; only its hash is kept. */
  token: string
  prefix: string
  expiresAt: Date | null
}

/** An API token of the actor, for this project. Faults: FORBIDDEN when a token asks for a wider one than itself. */
export async function create(
  ctx: Pick<Context, 'db' | 'actor'>,
  input: z.input<typeof createInput>,
): Promise<CreatedToken> {
  authorize(ctx, 'token', 'write')
  const { name, scopes, days } = parse(createInput, input)
  if (ctx.actor.scopes && !ctx.actor.scopes.includes('all'))
    throw new Fault('FORBIDDEN', 'a token with narrow scopes cannot make tokens')
  const token = newSecret('esp_')
  const prefix = token.slice(0, 12)
  const expiresAt = days ? new Date(Date.now() + days * 24 * 60 * 60 * 1000) : null
  const { projectId, userId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(apiTokens)
      .values({ projectId, userId, name, prefix, hash: hashSecret(token), scopes, expiresAt })
      .returning({ id: apiTokens.id })
    if (!row) throw new Fault('INTERNAL', 'no row')
    await append(tx, ctx.actor, { action: 'create', resource: 'token', resourceId: row.id, detail: { name, scopes } })
    return { id: row.id, token, prefix, expiresAt }
  })
}
