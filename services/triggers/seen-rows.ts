import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { triggerRows } from '#db/schema.ts'

/** Keys of the rows that are looked at again and have been taken, or left for good. */
export async function seenRows(q: Queryable, triggerId: string): Promise<Set<string>> {
  const rows = await q.select({ key: triggerRows.key }).from(triggerRows).where(eq(triggerRows.triggerId, triggerId))
  return new Set(rows.map(({ key }) => key))
}

const atOnce = 10_000

export async function keepSeen(
  tx: Queryable,
  triggerId: string,
  { before, now }: { before: ReadonlySet<string>; now: ReadonlySet<string> },
): Promise<void> {
  for (const keys of parts([...before].filter((key) => !now.has(key))))
    await tx.delete(triggerRows).where(and(eq(triggerRows.triggerId, triggerId), inArray(triggerRows.key, keys)))
  for (const keys of parts([...now].filter((key) => !before.has(key))))
    await tx
      .insert(triggerRows)
      .values(keys.map((key) => ({ triggerId, key })))
      .onConflictDoNothing()
}

const parts = (keys: string[]): string[][] =>
  Array.from({ length: Math.ceil(keys.length / atOnce) }, (_, n) => keys.slice(n * atOnce, (n + 1) * atOnce))
