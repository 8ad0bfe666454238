import { desc, eq, sql } from 'drizzle-orm'
import { alerts } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { type ListedAlert, listed, listedColumns } from './state-of.ts'

const most = 1000

/** What is not over first, and the newest of what is: a thousand at most. */
export async function list(ctx: Context): Promise<ListedAlert[]> {
  authorize(ctx, 'alert', 'read')
  const rows = await ctx.db
    .select(listedColumns)
    .from(alerts)
    .where(eq(alerts.projectId, ctx.actor.projectId))
    .orderBy(sql`settled_at is not null`, desc(alerts.lastAt))
    .limit(most)
  return rows.map(listed)
}
