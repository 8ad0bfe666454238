import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { alertSilences, users } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'

export interface Silence {
  id: string
  key: string | null
  /** Of the alert of this key. */
  title: string | null
  kind: string | null
  reason: string
  by: string | null
  until: Date
}

/** Those that are not over, the first to end first. */
export async function silences(ctx: Context): Promise<Silence[]> {
  authorize(ctx, 'alert', 'read')
  const { id, key, kind, reason, until } = alertSilences
  return await ctx.db
    .select({
      title: sql<string | null>`(select a.title from alerts a where a.project_id = alert_silences.project_id
        and a.key = alert_silences.key order by a.last_at desc limit 1)`,
      ...{ id, key, kind, reason, by: users.name, until },
    })
    .from(alertSilences)
    .leftJoin(users, eq(users.id, alertSilences.by))
    .where(and(eq(alertSilences.projectId, ctx.actor.projectId), gt(until, sql`now()`)))
    .orderBy(asc(until))
}
