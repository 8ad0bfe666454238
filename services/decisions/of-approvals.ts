import { aliasedTable, and, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { aliasRequests, users } from '#db/schema.ts'
import type { DecisionEvent, DecisionKind } from './event.ts'

const kinds = { approved: 'approved', rejected: 'rejected', withdrawn: 'withdrawn' } satisfies Record<
  string,
  DecisionKind
>

/** Who asked that an alias lead to the version, and who agreed. */
export async function ofApprovals(q: Queryable, modelId: string, number: number): Promise<DecisionEvent[]> {
  const decider = aliasedTable(users, 'decider')
  const rows = await q
    .select({ request: aliasRequests, asker: users.name, decider: decider.name })
    .from(aliasRequests)
    .leftJoin(users, eq(users.id, aliasRequests.requestedBy))
    .leftJoin(decider, eq(decider.id, aliasRequests.decidedBy))
    .where(and(eq(aliasRequests.modelId, modelId), eq(aliasRequests.toNumber, number)))
  return rows.flatMap(({ request, asker, decider: by }): DecisionEvent[] => {
    const { alias, reason, requestedAt, state, decidedAt, decision } = request
    const said = (text: string | null) => (text ? `${alias}: ${text}` : alias)
    const asked = {
      at: requestedAt,
      kind: 'asked' as const,
      what: said(reason),
      good: null,
      by: asker,
      link: '/approvals',
    }
    if (state === 'pending' || !decidedAt) return [asked]
    const good = state === 'withdrawn' ? null : state === 'approved'
    return [asked, { at: decidedAt, kind: kinds[state], what: said(decision), good, by, link: '/approvals' }]
  })
}
