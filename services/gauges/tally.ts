import { sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { tallies } from '#db/schema.ts'

const slots = 16

/** Once more, in the transaction of what it counts; one a transaction, so that no two wait for each other in a ring. */
export async function tally(
  tx: Queryable,
  counted: Pick<typeof tallies.$inferInsert, 'projectId' | 'name' | 'label'>,
): Promise<void> {
  await tx
    .insert(tallies)
    .values({ ...counted, slot: Math.floor(Math.random() * slots), count: 1 })
    .onConflictDoUpdate({
      target: [tallies.projectId, tallies.name, tallies.label, tallies.slot],
      set: { count: sql`${tallies.count} + 1` },
    })
}
