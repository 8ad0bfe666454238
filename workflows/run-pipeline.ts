import {
  CancellationScope,
  continueAsNew,
  isCancellation,
  log,
  proxyActivities,
  proxyLocalActivities,
  workflowInfo,
} from '@temporalio/workflow'
import type { FaultData } from '#pipeline/fault.ts'
import type { Activities } from './activities/activities.ts'
import { faultOf } from './activities/failure.ts'
import { createFrontier, type Frontier, type Outcome, type OutlinedStep } from './frontier.ts'

/** Steps or rows of steps under way at once. */
const window = 200

/** Repeated without end: the record must be told, however long the database is away. */
const record = proxyLocalActivities<Pick<Activities, 'openRun' | 'skipSteps' | 'failSteps' | 'closeRun'>>({
  startToCloseTimeout: '1 minute',
  localRetryThreshold: '30 seconds',
  retry: { initialInterval: '100 milliseconds', maximumInterval: '10 seconds' },
})

const short = proxyLocalActivities<Pick<Activities, 'runShortSteps'>>({
  startToCloseTimeout: '1 hour',
  localRetryThreshold: '30 seconds',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
})

/** Failed attempts are counted by the activity; the limit here is for attempts of which nothing was heard any more. */
const long = proxyActivities<Pick<Activities, 'runLongStep'>>({
  startToCloseTimeout: '7 days',
  heartbeatTimeout: '20 seconds',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  retry: { initialInterval: '1 second', maximumInterval: '10 seconds', maximumAttempts: 20 },
})

/** Runs a plan: every step as soon as what it needs is done. It knows no kind of node and carries no data. */
export async function runPipeline(runId: string, settledBefore: Record<string, Outcome> = {}): Promise<void> {
  try {
    const { steps, settled } = await record.openRun({ runId })
    const frontier = createFrontier(steps, { ...settled, ...settledBefore })
    await advance(runId, frontier)
    if (frontier.open() > 0) await continueAsNew<typeof runPipeline>(runId, frontier.settled())
    await CancellationScope.nonCancellable(() => record.closeRun({ runId }))
  } catch (error) {
    if (!isCancellation(error)) throw error
    await CancellationScope.nonCancellable(() => record.closeRun({ runId, fault: cancelled }))
    throw error
  }
}

const cancelled: FaultData = { code: 'CANCELLED', message: 'the run was cancelled' }

/** Returns when all is settled, or when the history has grown so long that the rest belongs into a new one. */
async function advance(runId: string, frontier: Frontier): Promise<void> {
  const running = new Set<Promise<void>>()
  const start = (work: OutlinedStep[]) => {
    const ended = perform(runId, work, frontier).finally(() => running.delete(ended))
    ended.catch(() => undefined)
    running.add(ended)
  }
  try {
    for (;;) {
      if (!workflowInfo().continueAsNewSuggested) frontier.take(window - running.size).forEach(start)
      if (running.size === 0) return
      await Promise.race(running)
    }
  } finally {
    await Promise.allSettled(running)
  }
}

async function perform(runId: string, work: OutlinedStep[], frontier: Frontier): Promise<void> {
  const nodes = work.map(({ node }) => node)
  const settle = async (node: string, outcome: Outcome) => {
    const skipped = frontier.settle(node, outcome)
    if (skipped.length > 0) await record.skipSteps({ runId, nodes: skipped, because: node })
  }
  try {
    const outcomes =
      work[0]?.length === 'long'
        ? [await long.runLongStep({ runId, node: nodes[0] as string })]
        : await short.runShortSteps({ runId, nodes })
    for (const [index, outcome] of outcomes.entries()) await settle(nodes[index] as string, outcome)
  } catch (error) {
    if (isCancellation(error)) throw error
    log.warn('a step could not be finished by its activity', { runId, nodes, error })
    const { failed } = await record.failSteps({ runId, nodes, fault: faultOf(error) })
    for (const node of nodes) await settle(node, failed.includes(node) ? 'ended' : 'done')
  }
}
