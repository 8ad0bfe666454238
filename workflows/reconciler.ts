import { type Client, WorkflowNotFoundError } from '@temporalio/client'
import type { FaultData } from '#pipeline/fault.ts'
import type { Resources } from '#services/context.ts'
import { unfinishedReleases } from '#services/releases/unfinished.ts'
import { finish } from '#services/runs/finish.ts'
import { type UnfinishedRun, unfinished } from '#services/runs/unfinished.ts'
import { workContext } from '#services/runs/work-context.ts'
import { unsettled } from '#services/triggers/wanted.ts'
import { workflowId } from './client.ts'
import { cancelRun, settleFiring, startRun } from './dispatcher.ts'
import { eachApart } from './each-apart.ts'
import { leadRelease, releaseWorkflowId } from './lead-release-of.ts'
import { type Repeated, repeat } from './repeat.ts'

/** What Temporal holds of a run or a release: nothing, a workflow at work, or one that has ended. */
type Held = 'nothing' | 'running' | 'cancelled' | 'ended'

/** Runs this young may be on their way into Temporal, or out of it. */
const settling = 15_000

/**
 * Looks every half minute for runs and releases that the record holds as open but that no workflow will end, and for
 * arrivals that nobody has settled.
 */
export function openReconciler(resources: Resources, client: Client): Repeated {
  const work = repeat(30_000, async () => {
    const before = new Date(Date.now() - settling)
    const looks = [() => reconcile(resources, client, before), () => settleAll(resources, client, before)]
    await eachApart(client, looks, (look) => look())
  })
  work.soon()
  return work
}

/** Brings each run that was created before a moment and has not ended to a workflow that runs, or to its end. */
export async function reconcile(resources: Resources, client: Client, before: Date): Promise<void> {
  const open = [
    ...(await unfinishedReleases(resources, { before })).map(
      ({ id }) =>
        () =>
          reconcileRelease(client, id),
    ),
    ...(await unfinished(resources, { before })).map((run) => () => reconcileRun(resources, client, run)),
  ]
  await eachApart(client, open, (bring) => bring())
}

async function settleAll(resources: Resources, client: Client, before: Date): Promise<void> {
  await eachApart(client, await unsettled(resources, { before }), (id) => settleFiring(client, id))
}

async function reconcileRelease(client: Client, id: string): Promise<void> {
  if ((await heldOf(client, releaseWorkflowId(id))) !== 'running') await leadRelease(client, id)
}

async function reconcileRun(resources: Resources, client: Client, run: UnfinishedRun): Promise<void> {
  const { id: runId, cancelRequestedAt } = run
  const id = run.workflow ?? workflowId(runId)
  const held = await heldOf(client, id)
  if (held === 'running') {
    if (cancelRequestedAt) await cancelRun(client, id)
  } else if (held === 'nothing' && !cancelRequestedAt) {
    // Steps that have ended say so, and nothing of them is done again.
    await startRun(client, runId, id)
  } else {
    const fault = cancelRequestedAt || held === 'cancelled' ? cancelled : endedOutside
    await finish(workContext(resources, run), { runId, fault })
  }
}

const cancelled: FaultData = { code: 'CANCELLED', message: 'the run was cancelled' }
const endedOutside: FaultData = {
  code: 'INTERNAL',
  message: 'the run was ended from outside',
  hint: 'run the pipeline again: what was done is reused',
}

async function heldOf(client: Client, id: string): Promise<Held> {
  try {
    const { status } = await client.workflow.getHandle(id).describe()
    if (status.name === 'RUNNING' || status.name === 'CONTINUED_AS_NEW' || status.name === 'PAUSED') return 'running'
    return status.name === 'CANCELLED' ? 'cancelled' : 'ended'
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'nothing'
    throw error
  }
}
