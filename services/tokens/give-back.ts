import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { apiTokens } from '#db/schema.ts'
import { append } from '../audit/append.ts'
import { hashSecret } from '../auth/secrets.ts'
import type { Resources } from '../context.ts'
import { parse } from '../parse.ts'

export const giveBackInput = z.object({ token: z.string().max(200) })

/** Ends a token that a program signs out with. Says nothing of one that is unknown (RFC 7009). */
export async function giveBack({ db }: Pick<Resources, 'db'>, input: z.input<typeof giveBackInput>): Promise<void> {
  const { token } = parse(giveBackInput, input)
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .update(apiTokens)
      .set({ revokedAt: new Date() })
      .where(and(eq(apiTokens.hash, hashSecret(token)), isNull(apiTokens.revokedAt)))
      .returning({ id: apiTokens.id, userId: apiTokens.userId, projectId: apiTokens.projectId })
    if (ended) await append(tx, ended, { action: 'revoke', resource: 'token', resourceId: ended.id })
  })
}
