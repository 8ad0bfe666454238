import { sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Store } from './store.ts'

/** Any number that no other lock of ours has. */
const space = 4_715_221

const lockOf = (sha256: string) => sql`${space}::int, hashtext(${sha256})`

/**
 * Until the transaction ends nobody takes bytes away that were just put, and they are there.
 * Faults: UNAVAILABLE when they were taken away after they were found to be there already.
 */
export async function hold(tx: Queryable, store: Store, sha256: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${lockOf(sha256)})`)
  await store.size(sha256).catch((cause: unknown) => {
    throw new Fault('UNAVAILABLE', `bytes were deleted meanwhile: ${sha256}`, { hint: 'send them again', cause })
  })
}

/** Nobody can name these bytes until the transaction ends. */
export async function holdAlone(tx: Queryable, sha256: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockOf(sha256)})`)
}
