import {
  type Client,
  isGrpcServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client'
import type { Resources } from '#services/context.ts'
import { markSent } from '#services/outbox/mark-sent.ts'
import { type PendingWish, pending } from '#services/outbox/pending.ts'
import { refused } from '#services/outbox/refused.ts'
import { idOf } from '#services/outbox/wish.ts'
import { workflowOf } from '#services/runs/workflow-of.ts'
import { wantedSchedule } from '#services/schedules/wanted.ts'
import { wantedTrigger } from '#services/triggers/wanted.ts'
import { answers } from './answers.ts'
import { workflowId } from './client.ts'
import { leadRelease } from './lead-release-of.ts'
import { type Repeated, repeat } from './repeat.ts'
import type { runPipeline } from './run-pipeline.ts'
import { allowAll, backfillOf, patchSchedule } from './schedules/patch-schedule.ts'
import { syncSchedule, temporalScheduleId } from './schedules/sync-schedule.ts'
import { taskQueue } from './task-queues.ts'
import type { fireTrigger } from './triggers/fire-trigger.ts'
import { syncTrigger, temporalTriggerId } from './triggers/sync-trigger.ts'

type Outbox = Pick<Resources, 'db' | 'signals'>

/** Carries the wishes of the outbox to Temporal: at once when notified, and by looking every ten seconds. */
export async function openDispatcher(resources: Outbox, client: Client): Promise<Pick<Repeated, 'close'>> {
  const work = repeat(10_000, () => dispatch(resources, client))
  const unlisten = await resources.signals.on('outbox', work.soon)
  work.soon()
  return {
    close: () => {
      unlisten()
      return work.close()
    },
  }
}

const deadlineMs = 10_000

/**
 * In the order in which they were wished, so that what is cancelled has been started. What Temporal refuses keeps back
 * only what comes after it of the same subject. Fails where Temporal is away, because then nothing can be told.
 */
export async function dispatch(resources: Pick<Resources, 'db'>, client: Client): Promise<void> {
  for (let wishes = await pending(resources); wishes.length > 0; wishes = await pending(resources)) {
    const waiting = new Set<string>()
    for (const wish of wishes)
      if (!waiting.has(idOf(wish)) && !(await told(resources, client, wish))) waiting.add(idOf(wish))
  }
}

async function told(resources: Pick<Resources, 'db'>, client: Client, wish: PendingWish): Promise<boolean> {
  try {
    await client.withDeadline(Date.now() + deadlineMs, () => carryOut(resources, client, wish))
  } catch (error) {
    if (!(await answers(client))) throw error
    await refused(resources, wish, wordsOf(error))
    return false
  }
  await markSent(resources, wish)
  return true
}

const wordsOf = (thrown: unknown): string => {
  const error = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown
  if (isGrpcServiceError(error)) return error.details
  return error instanceof Error ? error.message : String(error)
}

async function carryOut(resources: Pick<Resources, 'db'>, client: Client, wish: PendingWish): Promise<void> {
  switch (wish.kind) {
    case 'start-run':
      return await startRun(client, wish.runId)
    case 'cancel-run':
      return await cancelRun(client, (await workflowOf(resources, wish.runId)) ?? workflowId(wish.runId))
    case 'lead-release':
      return await leadRelease(client, wish.releaseId)
    case 'sync-schedule':
      return await syncSchedule(client, wish.scheduleId, await wantedSchedule(resources, wish.scheduleId))
    case 'fire-schedule':
      return await patchSchedule(client, about(wish.id, temporalScheduleId(wish.scheduleId)), {
        triggerImmediately: { overlapPolicy: allowAll },
      })
    case 'sync-trigger':
      return await syncTrigger(client, wish.triggerId, await wantedTrigger(resources, wish.triggerId))
    case 'look-for-trigger':
      return await patchSchedule(client, about(wish.id, temporalTriggerId(wish.triggerId)), { triggerImmediately: {} })
    case 'fire-trigger':
      return await settleFiring(client, wish.firingId)
    case 'backfill-schedule':
      return await patchSchedule(client, about(wish.id, temporalScheduleId(wish.scheduleId)), {
        backfillRequest: [backfillOf(wish.range)],
      })
  }
}

const about = (wish: number, scheduleId: string) => ({ requestId: `wish-${wish}`, scheduleId })

/** Settling it again does nothing, so that a workflow which ended too early may have a second. */
export async function settleFiring(client: Client, firingId: string): Promise<void> {
  await client.workflow.start<typeof fireTrigger>('fireTrigger', {
    workflowId: `trigger-firing-${firingId}`,
    taskQueue,
    args: [firingId],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  })
}

/** However often it is called, one workflow. */
export async function startRun(client: Client, runId: string, id = workflowId(runId)): Promise<void> {
  try {
    await client.workflow.start<typeof runPipeline>('runPipeline', {
      workflowId: id,
      taskQueue,
      args: [runId],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    })
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
}

/** What has no workflow to be cancelled is left to the reconciler. */
export async function cancelRun(client: Client, id: string): Promise<void> {
  try {
    await client.workflow.getHandle(id).cancel()
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error
  }
}
