import { and, eq, inArray, lt, or, sql } from 'drizzle-orm'
import { demoJobs, demoUploads } from '#db/schema.ts'
import type { Resources } from '../../context.ts'
import { leaseEnd } from './take.ts'

/** Says that a process still works at its jobs. */
export async function renew({ db }: Pick<Resources, 'db'>, leases: readonly string[]): Promise<void> {
  if (leases.length === 0) return
  await db
    .update(demoJobs)
    .set({ leaseUntil: leaseEnd })
    .where(and(inArray(demoJobs.lease, [...leases]), eq(demoJobs.status, 'running')))
}

/** Takes away what ended an hour ago, was never fetched for an hour, or was sent and never asked about. */
export async function sweep({ db }: Pick<Resources, 'db'>): Promise<void> {
  const hourAgo = sql`now() - interval '1 hour'`
  const aMinuteAgo = sql`now() - interval '1 minute'`
  await db.delete(demoJobs).where(or(lt(demoJobs.endedAt, hourAgo), lt(demoJobs.deliveredAt, aMinuteAgo)))
  await db.delete(demoUploads).where(lt(demoUploads.createdAt, hourAgo))
}
