import { and, eq, isNull, sql } from 'drizzle-orm'
import { alerts, type Severity, severities } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { silencedUntilOf } from './silenced.ts'

/** How many wait for somebody: open, nobody has acknowledged them, and no silence is over them. */
export async function count(ctx: Context): Promise<{ open: number; worst: Severity | null }> {
  authorize(ctx, 'alert', 'read')
  const rows = await ctx.db
    .select({ severity: alerts.severity, open: sql<number>`count(*)::int` })
    .from(alerts)
    .where(
      and(
        eq(alerts.projectId, ctx.actor.projectId),
        isNull(alerts.settledAt),
        isNull(alerts.acknowledgedAt),
        sql`${silencedUntilOf} is null`,
      ),
    )
    .groupBy(alerts.severity)
  const worst = severities.findLast((severity) => rows.some((row) => row.severity === severity))
  return { open: rows.reduce((sum, row) => sum + row.open, 0), worst: worst ?? null }
}
