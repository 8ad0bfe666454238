import type { Queryable } from '#db/client.ts'
import { wordsDue } from '#db/schema.ts'

/** Whoever changes what a run is found by says so here, in the same transaction. Ids of no run do no harm. */
export async function wordsAreDue(tx: Queryable, ...runIds: readonly string[]): Promise<void> {
  if (runIds.length > 0) await tx.insert(wordsDue).values(runIds.map((runId) => ({ runId })))
}
