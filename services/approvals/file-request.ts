import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { aliasRequests } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Actor } from '../context.ts'

export interface AskedMove {
  modelId: string
  alias: string
  from: number | null
  /** Null: to take it away. */
  to: number | null
  reason?: string | undefined
}

/** Asks for a move; asking for the same again, while it waits, finds the first. The model's row must be held. */
export async function fileRequest(
  tx: Queryable,
  { projectId, userId }: Actor,
  { modelId, alias, from, to, reason }: AskedMove,
): Promise<{ id: number; fresh: 'yes' | 'no' }> {
  const [known] = await tx
    .select({ id: aliasRequests.id })
    .from(aliasRequests)
    .where(
      and(
        eq(aliasRequests.modelId, modelId),
        eq(aliasRequests.alias, alias),
        eq(aliasRequests.state, 'pending'),
        sql`${aliasRequests.fromNumber} is not distinct from ${from}::int`,
        sql`${aliasRequests.toNumber} is not distinct from ${to}::int`,
      ),
    )
  if (known) return { id: known.id, fresh: 'no' }
  const [row] = await tx
    .insert(aliasRequests)
    .values({ projectId, modelId, alias, fromNumber: from, toNumber: to, reason, requestedBy: userId })
    .returning({ id: aliasRequests.id })
  if (!row) throw new Fault('INTERNAL', 'no row')
  return { id: row.id, fresh: 'yes' }
}
