import { randomUUID } from 'node:crypto'
import { and, asc, eq, inArray, lt, or, sql } from 'drizzle-orm'
import { demoJobs, demos } from '#db/schema.ts'
import type { Actor, Resources } from '../../context.ts'
import { tell } from './tell.ts'

export const leaseEnd = sql`now() + interval '10 seconds'`

export interface TakenJob {
  id: string
  lease: string
  demoId: string
  demo: string
  session: string
  actor: Actor
  rows: Record<string, unknown>[]
  attempts: number
}

/** Takes up jobs that nobody works at, or whose process was not heard of for too long; the oldest first. */
export async function take({ db }: Pick<Resources, 'db'>, limit: number): Promise<TakenJob[]> {
  const lease = randomUUID()
  return await db.transaction(async (tx) => {
    const free = tx.$with('free').as(
      tx
        .select({ id: demoJobs.id })
        .from(demoJobs)
        .where(
          or(eq(demoJobs.status, 'waiting'), and(eq(demoJobs.status, 'running'), lt(demoJobs.leaseUntil, sql`now()`))),
        )
        .orderBy(asc(demoJobs.number))
        .limit(limit)
        .for('update', { skipLocked: true }),
    )
    const jobs = await tx
      .with(free)
      .update(demoJobs)
      .set({ status: 'running', lease, leaseUntil: leaseEnd, attempts: sql`${demoJobs.attempts} + 1` })
      .where(inArray(demoJobs.id, tx.select({ id: free.id }).from(free)))
      .returning()
    if (jobs.length === 0) return []
    const named = await tx
      .select({ id: demos.id, name: demos.name })
      .from(demos)
      .where(inArray(demos.id, [...new Set(jobs.map(({ demoId }) => demoId))]))
    const names = new Map(named.map(({ id, name }) => [id, name]))
    await tell(tx, ...jobs.map(({ session }) => session))
    return jobs
      .sort((a, b) => a.number - b.number)
      .map(({ id, demoId, session, actor, rows, attempts }) => ({
        ...{ id, lease, demoId, demo: names.get(demoId) ?? '', session, rows, attempts },
        actor: actor as Actor,
      }))
  })
}
