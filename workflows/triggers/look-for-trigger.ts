import { proxyActivities, sleep } from '@temporalio/workflow'
import type { Activities } from '../activities/activities.ts'

const { lookForTrigger: look } = proxyActivities<Pick<Activities, 'lookForTrigger'>>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { maximumAttempts: 3 },
})

/** A file that still grows is looked at a few times more; the next look is not far. */
const most = 3

/** One look of a trigger that looks by itself. */
export async function lookForTrigger(triggerId: string): Promise<void> {
  for (let looks = 0; looks <= most; looks += 1) {
    const { soon } = await look({ triggerId })
    if (soon === null) return
    await sleep(soon * 1000 + 200)
  }
}
