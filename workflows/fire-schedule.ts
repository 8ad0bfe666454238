import {
  ChildWorkflowFailure,
  executeChild,
  isCancellation,
  makeContinueAsNewFunc,
  ParentClosePolicy,
  patched,
  proxyLocalActivities,
  workflowInfo,
} from '@temporalio/workflow'
import type { Activities } from './activities/activities.ts'
import type { runPipeline } from './run-pipeline.ts'
import { taskQueue } from './task-queues.ts'

const { fireSchedule: fire } = proxyLocalActivities<Pick<Activities, 'fireSchedule'>>({
  startToCloseTimeout: '1 minute',
  localRetryThreshold: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
})

const becomeRun = makeContinueAsNewFunc<typeof runPipeline>({ workflowType: 'runPipeline', taskQueue })

/** One firing, which becomes its run: so it lasts as long, and Temporal knows when the next would overlap. */
export async function fireSchedule(scheduleId: string): Promise<void> {
  const { workflowId: workflow, runId: id, startTime, searchAttributes } = workflowInfo()
  const scheduledAt = (searchAttributes.TemporalScheduledStartTime as Date[] | undefined)?.[0] ?? startTime
  const { runId } = await fire({ scheduleId, id, scheduledAt: scheduledAt.toISOString(), workflow })
  if (!runId) return
  if (patched('becomes-its-run')) await becomeRun(runId)
  else await awaitRun(runId)
}

/** Firings from before they became their runs still wait for them. */
async function awaitRun(runId: string): Promise<void> {
  try {
    await executeChild<typeof runPipeline>('runPipeline', {
      workflowId: `run-${runId}`,
      taskQueue,
      args: [runId],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      parentClosePolicy: ParentClosePolicy.ABANDON,
    })
  } catch (error) {
    // How the run ended stands in the record; the reconciler may have been the first to start it.
    const isOver = error instanceof ChildWorkflowFailure || nameOf(error) === 'WorkflowExecutionAlreadyStartedError'
    if (!isOver && !isCancellation(error)) throw error
  }
}

// Its class is in a package that workflow code has no other use for.
const nameOf = (error: unknown) => (error instanceof Error ? error.name : undefined)
