import { sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'

/** Tells every process that there is a job to take (`''`), or news for the sessions named. */
export async function tell(q: Queryable, ...about: string[]): Promise<void> {
  for (const one of new Set(about)) await q.execute(sql`select pg_notify('demo-jobs', ${one})`)
}

/** Until the transaction ends nobody else joins this session or says that it is over. */
export async function holdSession(tx: Queryable, demoId: string, session: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${demoId} ${session}`}, 0))`)
}
