import { z } from 'zod'
import { runTags, trackedRuns, wordsDue } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { notifySeldom } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { demandActive, findByName } from '../experiments/find.ts'
import { ensureExperiment } from '../experiments/insert.ts'
import { runId } from '../fields.ts'
import { metricPoint } from '../metrics/point.ts'
import { log } from '../runs/log.ts'
import { hear } from './hear.ts'
import { findPushed } from './known-push.ts'
import { pushed } from './pushed.ts'
import { liveTag, pushTag } from './received.ts'

export const followInput = z.object({
  id: runId,
  told: pushed.pick({ experiment: true, name: true, startedAt: true, userName: true, params: true, metrics: true }),
})

/**
 * What a run says while it goes on, before it is pushed whole under the same id; after that it changes nothing.
 * Faults: CONFLICT for an id of something else.
 */
export async function follow(ctx: Context, input: z.input<typeof followInput>): Promise<{ ended: boolean }> {
  authorize(ctx, 'tracking', 'write')
  const { id, told } = parse(followInput, input)
  let run = await findPushed(ctx, id)
  if (!run) {
    await begin(ctx, id, told)
    run = await findPushed(ctx, id)
  }
  if (run?.tags.has(pushTag)) return { ended: true }
  await hear(ctx, id)
  const metrics = told.metrics.map((point) => metricPoint.parse(point))
  await log(ctx, { id, metrics, params: told.params })
  return { ended: false }
}

type Told = z.output<typeof followInput>['told']

async function begin(ctx: Context, id: string, { experiment: called, name, startedAt, userName }: Told): Promise<void> {
  const { projectId, userId, name: actorName } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    await ensureExperiment(tx, projectId, called)
    const experiment = await findByName(tx, projectId, called)
    demandActive(experiment)
    const run = { id, projectId, experimentId: experiment.id, createdBy: userId, kind: 'client' as const }
    await tx
      .insert(trackedRuns)
      .values({ ...run, name, startedAt, userName: userName || actorName })
      .onConflictDoNothing()
    await tx.insert(runTags).values({ runId: id, key: liveTag, value: '1' }).onConflictDoNothing()
    await tx.insert(wordsDue).values({ runId: id })
    await notifySeldom(tx, { project: projectId, topic: 'experiment', id: experiment.id })
  })
}
