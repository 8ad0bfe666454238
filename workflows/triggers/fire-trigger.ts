import { proxyLocalActivities } from '@temporalio/workflow'
import type { Activities } from '../activities/activities.ts'

const { fireTrigger: fire } = proxyLocalActivities<Pick<Activities, 'fireTrigger'>>({
  startToCloseTimeout: '1 minute',
  localRetryThreshold: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
})

/** What arrived at a trigger is settled, however often a worker dies over it; its run goes its own way. */
export async function fireTrigger(firingId: string): Promise<void> {
  await fire({ firingId })
}
