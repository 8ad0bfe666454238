import { and, eq, sql } from 'drizzle-orm'
import { liveRuns, trackedRuns } from '#db/schema.ts'
import type { Context } from '../../context.ts'
import { notifySeldom } from '../../events/notify.ts'

/** That a run goes on. One that was given up goes on too, if its program was only asleep. */
export async function hear(ctx: Pick<Context, 'db' | 'actor'>, id: string): Promise<void> {
  const heard = { runId: id, heardAt: sql`now()` }
  const known = await ctx.db.update(liveRuns).set(heard).where(eq(liveRuns.runId, id)).returning({ id: liveRuns.runId })
  if (known.length > 0) return
  await ctx.db.transaction(async (tx) => {
    await tx.insert(liveRuns).values(heard).onConflictDoNothing()
    const back = await tx
      .update(trackedRuns)
      .set({ status: 'running', endedAt: null })
      .where(and(eq(trackedRuns.id, id), eq(trackedRuns.status, 'killed')))
      .returning({ id: trackedRuns.id })
    if (back.length > 0) await notifySeldom(tx, { project: ctx.actor.projectId, topic: 'tracked-run', run: id })
  })
}
