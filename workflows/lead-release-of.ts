import type { Client } from '@temporalio/client'
import type { leadRelease as workflow } from './lead-release.ts'
import { taskQueue } from './task-queues.ts'

export const releaseWorkflowId = (releaseId: string): string => `release-${releaseId}`

/** One workflow for a release, told to look at it now; one that has ended is started again, sees that, and ends. */
export async function leadRelease(client: Client, releaseId: string): Promise<void> {
  await client.workflow.signalWithStart<typeof workflow>('leadRelease', {
    workflowId: releaseWorkflowId(releaseId),
    taskQueue,
    args: [releaseId],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    signal: 'look-again',
    signalArgs: [],
  })
}
