import { eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { type AliasRequestState, aliasRequests } from '#db/schema.ts'
import type { Actor } from '../context.ts'

export async function closeRequest(
  tx: Queryable,
  { userId: decidedBy }: Actor,
  { id, state, decision }: { id: number; state: AliasRequestState; decision: string | undefined },
): Promise<void> {
  const set = { state, decidedBy, decidedAt: new Date(), decision: decision ?? null }
  await tx.update(aliasRequests).set(set).where(eq(aliasRequests.id, id))
}
