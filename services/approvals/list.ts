import { aliasedTable, and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type AliasRequestState, aliasRequests, models, users } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { matrix, type Role } from '../access/matrix.ts'
import type { Context } from '../context.ts'
import { ledTo } from '../models/lead-alias.ts'
import { parse } from '../parse.ts'
import { findProtection, mayDecide } from './find.ts'

export const listInput = z
  .object({ model: z.string().optional(), state: z.enum(['pending', 'all']).default('all') })
  .default({ state: 'all' })

export interface ShownRequest {
  id: number
  model: string
  alias: string
  from: number | null
  /** Where it leads today: elsewhere than `from` means that this can no longer be approved. */
  now: number | null
  /** Null: the alias is to be taken away. */
  to: number | null
  reason: string | null
  requestedBy: string
  requestedAt: Date
  state: AliasRequestState
  decidedBy: string | null
  decidedAt: Date | null
  decision: string | null
  /** Roles and people who decide it. */
  approvers: { roles: string[]; people: number }
  /** What who asks may do with it. */
  may: { decide: boolean; withdraw: boolean }
}

const deciders: readonly Role[] = matrix.approval.decide

/** Requests for moves of protected aliases, those that wait first, then the newest; at most 500. */
export async function list(ctx: Context, input: z.input<typeof listInput>): Promise<ShownRequest[]> {
  authorize(ctx, 'approval', 'read')
  const { model, state } = parse(listInput, input)
  const { projectId, userId, role } = ctx.actor
  const decider = aliasedTable(users, 'decider')
  const rows = await ctx.db
    .select({ request: aliasRequests, model: models.name, asker: users.name, decider: decider.name })
    .from(aliasRequests)
    .innerJoin(models, eq(models.id, aliasRequests.modelId))
    .leftJoin(users, eq(users.id, aliasRequests.requestedBy))
    .leftJoin(decider, eq(decider.id, aliasRequests.decidedBy))
    .where(
      and(
        eq(aliasRequests.projectId, projectId),
        model === undefined ? undefined : eq(models.name, model),
        state === 'pending' ? eq(aliasRequests.state, 'pending') : undefined,
      ),
    )
    .orderBy(sql`${aliasRequests.state} <> 'pending'`, desc(aliasRequests.id))
    .limit(500)
  return await Promise.all(
    rows.map(async ({ request, model, asker, decider }) => {
      const now = await ledTo(ctx.db, request.modelId, request.alias)
      const waits = request.state === 'pending'
      const protection = waits ? await findProtection(ctx.db, projectId, request) : undefined
      const { id, alias, fromNumber, toNumber, reason, requestedBy, requestedAt, decidedAt, decision } = request
      return {
        ...{ id, model, alias, from: fromNumber, to: toNumber, now, reason, requestedAt, state: request.state },
        ...{ requestedBy: asker ?? requestedBy, decidedBy: decider ?? request.decidedBy, decidedAt, decision },
        approvers: { roles: protection?.roles ?? ['owner'], people: protection?.users.length ?? 0 },
        may: {
          decide: waits && deciders.includes(role) && mayDecide(ctx.actor, { requestedBy, protection }),
          withdraw: waits && requestedBy === userId,
        },
      }
    }),
  )
}
