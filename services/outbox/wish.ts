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
  await tx.execute(sql`select pg_notify('outbox', ${idOf(wanted)})`)
}

/** Of what it is about: wishes about the same are told in their order. */
export function idOf(wanted: Wish): string {
  switch (wanted.kind) {
    case 'start-run':
    case 'cancel-run':
      return wanted.runId
    case 'lead-release':
      return wanted.releaseId
    case 'sync-trigger':
    case 'look-for-trigger':
      return wanted.triggerId
    case 'fire-trigger':
      return wanted.firingId
    default:
      return wanted.scheduleId
  }
}
