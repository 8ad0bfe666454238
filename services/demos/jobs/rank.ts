import { count, eq } from 'drizzle-orm'
import { demoJobs } from '#db/schema.ts'
import type { Resources } from '../../context.ts'

/** Jobs that wait, in all demos: processes take them in the order in which they came. */
export async function waiting({ db }: Pick<Resources, 'db'>): Promise<number> {
  const [row] = await db.select({ jobs: count() }).from(demoJobs).where(eq(demoJobs.status, 'waiting'))
  return row?.jobs ?? 0
}
