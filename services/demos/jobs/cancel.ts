import { and, eq, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { demoJobs } from '#db/schema.ts'
import type { Resources } from '../../context.ts'
import { parse } from '../../parse.ts'
import { session } from './join.ts'
import { tell } from './tell.ts'

export const cancelInput = z.object({ id: z.uuid(), session })

/**
 * Ends a job that has not been answered. Whoever knows its id asked for it: 122 random bits that were told to nobody
 * else, and clients send no token with this.
 */
export async function cancel({ db }: Pick<Resources, 'db'>, input: z.input<typeof cancelInput>): Promise<void> {
  const { id, session } = parse(cancelInput, input)
  await db.transaction(async (tx) => {
    const fault = { code: 'CANCELLED' as const, message: 'cancelled' }
    await tx
      .update(demoJobs)
      .set({ status: 'done', result: { fault, milliseconds: 0 }, lease: null, leaseUntil: null, endedAt: sql`now()` })
      .where(and(eq(demoJobs.id, id), eq(demoJobs.session, session), ne(demoJobs.status, 'done')))
    await tell(tx, session)
  })
}
