import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { type DemoJobResult, demoJobs } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { demoRef } from '../find.ts'
import { remembered } from '../load.ts'
import { askerOf } from './asker.ts'
import { session } from './join.ts'
import { holdSession } from './tell.ts'

export const newsInput = demoRef.extend({ session })

export interface JobNews {
  id: string
  call: string
  status: 'waiting' | 'running' | 'done'
  result: DemoJobResult | null
}

export interface SessionNews {
  /** Jobs whose answers were not fetched yet, the oldest first. */
  jobs: JobNews[]
  /** Says that answers have arrived, so that they are told no more. */
  delivered(ids: readonly string[]): Promise<void>
  /** Calls `end` if nothing of the session is left, while nobody can join it; tells whether it did. */
  endIfOver(end: () => Promise<void>): Promise<boolean>
}

/** How the jobs of a session stand; only of who asked them. */
export async function news(ctx: Context, input: z.input<typeof newsInput>): Promise<SessionNews> {
  authorize(ctx, 'demo', 'ask')
  const { name, session } = parse(newsInput, input)
  const { demo } = await remembered(ctx, name)
  const { id, call, status, result } = demoJobs
  const own = and(eq(demoJobs.demoId, demo.id), eq(demoJobs.session, session), eq(demoJobs.asker, askerOf(ctx.actor)))
  const left = and(own, isNull(demoJobs.deliveredAt))
  return {
    jobs: await ctx.db.select({ id, call, status, result }).from(demoJobs).where(left).orderBy(asc(demoJobs.number)),
    delivered: async (ids) => {
      if (ids.length === 0) return
      await ctx.db
        .update(demoJobs)
        .set({ deliveredAt: sql`now()` })
        .where(and(own, inArray(demoJobs.id, [...ids])))
    },
    endIfOver: (end) =>
      ctx.db.transaction(async (tx) => {
        await holdSession(tx, demo.id, session)
        if ((await counted(tx, left)) > 0) return false
        await end()
        return true
      }),
  }
}

async function counted(q: Queryable, where: ReturnType<typeof and>): Promise<number> {
  const [row] = await q.select({ jobs: count() }).from(demoJobs).where(where)
  return row?.jobs ?? 0
}
