import { sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { outbox } from '#db/schema.ts'

/** What Temporal is to be told, once the transaction has committed. */
export type Wish =
  | { kind: 'start-run' | 'cancel-run'; runId: string }
  | { kind: 'sync-schedule' | 'fire-schedule'; scheduleId: string }
  | { kind: 'sync-trigger' | 'look-for-trigger'; triggerId: string }
  | { kind: 'fire-trigger'; firingId: string }
  | { kind: 'lead-release'; releaseId: string }
  | { kind: 'backfill-schedule'; scheduleId: string; range: { from: string; until: string } }

export async function wish(tx: Queryable, wanted: Wish): Promise<void> {
  await tx.insert(outbox).values(wanted)
  await tx.execute(sql`select pg_notify('outbox', ${subjectOf(wanted)})`)
}

function subjectOf(wanted: Wish): string {
  if ('runId' in wanted) return wanted.runId
  if ('scheduleId' in wanted) return wanted.scheduleId
  if ('releaseId' in wanted) return wanted.releaseId
  return 'triggerId' in wanted ? wanted.triggerId : wanted.firingId
}
