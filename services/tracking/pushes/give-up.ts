import { and, eq, lt, sql } from 'drizzle-orm'
import { liveRuns, trackedRuns } from '#db/schema.ts'
import type { Resources } from '../../context.ts'
import { notifySeldom } from '../../events/notify.ts'

/** Programs say every quarter of a minute that they go on, and try again for as long as the platform is away. */
export const silence = 90

/** Runs whose programs have said nothing for so long were killed: when they were last heard is when they ended. */
export async function giveUp({ db }: Pick<Resources, 'db'>, seconds = silence): Promise<string[]> {
  return await db.transaction(async (tx) => {
    const silent = await tx
      .delete(liveRuns)
      .where(lt(liveRuns.heardAt, sql`now() - make_interval(secs => ${seconds})`))
      .returning()
    const ended: string[] = []
    for (const { runId, heardAt } of silent) {
      const [run] = await tx
        .update(trackedRuns)
        .set({ status: 'killed', endedAt: heardAt.getTime() })
        .where(and(eq(trackedRuns.id, runId), eq(trackedRuns.status, 'running')))
        .returning({ project: trackedRuns.projectId, id: trackedRuns.id })
      if (!run) continue
      ended.push(run.id)
      await notifySeldom(tx, { project: run.project, topic: 'tracked-run', run: run.id })
    }
    return ended
  })
}
