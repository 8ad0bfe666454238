import { sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { traffic } from '#db/schema.ts'

export type TrafficRow = typeof traffic.$inferSelect

const more = (column: 'answered' | 'failed' | 'refused' | 'rows' | 'compared' | 'disagreed' | 'busy') =>
  sql`${traffic[column]} + ${sql.raw(`excluded.${column}`)}`

/** Adds to what was counted before. No two rows may be of the same minute, version and mode. */
export async function addTraffic(tx: Queryable, rows: TrafficRow[]): Promise<void> {
  if (rows.length === 0) return
  // In one order everywhere, so that two processes that count the same never wait for each other in a ring.
  const ordered = rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  await tx
    .insert(traffic)
    .values(ordered)
    .onConflictDoUpdate({
      target: [traffic.endpointId, traffic.minute, traffic.versionId, traffic.mode],
      set: {
        answered: more('answered'),
        failed: more('failed'),
        refused: more('refused'),
        rows: more('rows'),
        compared: more('compared'),
        disagreed: more('disagreed'),
        busy: more('busy'),
        memory: sql`greatest(${traffic.memory}, excluded.memory)`,
        latency: sql`(select array_agg(coalesce(a, 0) + coalesce(b, 0) order by place) from unnest(${traffic.latency}, excluded.latency) with ordinality as both_(a, b, place))`,
      },
    })
}

export const keyOf = ({ endpointId, minute, versionId, mode }: Omit<TrafficRow, 'latency'>): string =>
  `${endpointId} ${minute.toISOString()} ${versionId} ${mode}`
