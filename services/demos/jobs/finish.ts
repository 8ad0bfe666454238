import { and, eq, sql } from 'drizzle-orm'
import { type DemoJobResult, demoJobs } from '#db/schema.ts'
import type { Resources } from '../../context.ts'
import type { TakenJob } from './take.ts'
import { tell } from './tell.ts'

/** The answer of a job, once: whoever lost it meanwhile, to another process or because it was cancelled, changes nothing. */
export async function finish(
  { db }: Pick<Resources, 'db'>,
  { id, lease, session }: Pick<TakenJob, 'id' | 'lease' | 'session'>,
  result: DemoJobResult,
): Promise<boolean> {
  return await db.transaction(async (tx) => {
    const ended = await tx
      .update(demoJobs)
      .set({ status: 'done', result, lease: null, leaseUntil: null, endedAt: sql`now()` })
      .where(and(eq(demoJobs.id, id), eq(demoJobs.lease, lease), eq(demoJobs.status, 'running')))
      .returning({ id: demoJobs.id })
    if (ended.length > 0) await tell(tx, session)
    return ended.length > 0
  })
}
