import {
  condition,
  continueAsNew,
  defineSignal,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { Activities } from './activities/activities.ts'

const { advanceRelease } = proxyLocalActivities<Pick<Activities, 'advanceRelease'>>({
  startToCloseTimeout: '1 minute',
  localRetryThreshold: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
})

/** Something happened to the release: look at it now. */
export const lookAgain = defineSignal('look-again')

/** Leads a release to its end: it knows only when to look, the record decides. */
export async function leadRelease(releaseId: string): Promise<void> {
  let told = false
  setHandler(lookAgain, () => {
    told = true
  })
  for (;;) {
    told = false
    const { again } = await advanceRelease({ releaseId })
    if (again === null) return
    if (workflowInfo().continueAsNewSuggested) return await continueAsNew<typeof leadRelease>(releaseId)
    await condition(() => told, again)
  }
}
