import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { alertSilences } from '#db/schema.ts'
import { kindOf } from './kind-of.ts'

/** Until when an alert of a key is silenced now, by the longest of those that fit. */
export async function silencedUntil(
  q: Queryable,
  { projectId, key }: { projectId: string; key: string },
): Promise<Date | undefined> {
  const [row] = await q
    .select({ until: sql<string | null>`max(${alertSilences.until})` })
    .from(alertSilences)
    .where(
      and(
        eq(alertSilences.projectId, projectId),
        gt(alertSilences.until, sql`now()`),
        or(isNull(alertSilences.key), eq(alertSilences.key, key)),
        or(isNull(alertSilences.kind), eq(alertSilences.kind, kindOf(key))),
      ),
    )
  return row?.until ? new Date(row.until) : undefined
}

/** The same of each alert of a query. */
export const silencedUntilOf = sql<string | null>`(select max(s.until) from ${alertSilences} s
  where s.project_id = alerts.project_id and s.until > now()
  and (s.key is null or s.key = alerts.key) and (s.kind is null or s.kind = alerts.kind))`
