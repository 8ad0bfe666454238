import { type Client, ScheduleNotFoundError, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client'
import type { TriggerRow } from '#services/triggers/find.ts'
import { taskQueue } from '../task-queues.ts'

export const temporalTriggerId = (id: string): string => `trigger-${id}`

/** Makes Temporal keep the rhythm of a trigger that looks, or none. However often it is called, one rhythm. */
export async function syncTrigger(client: Client, id: string, wanted: TriggerRow | undefined): Promise<void> {
  const handle = client.schedule.getHandle(temporalTriggerId(id))
  const seconds = wanted && 'everySeconds' in wanted.watch ? wanted.watch.everySeconds : undefined
  try {
    if (!wanted || !seconds) return await handle.delete()
    const { scheduleId: _, ...options } = optionsOf(wanted, seconds)
    await handle.update(() => ({ ...options, state: { ...options.state } }))
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error
    if (wanted && seconds) await client.schedule.create(optionsOf(wanted, seconds))
  }
}

function optionsOf({ id, pausedAt }: TriggerRow, everySeconds: number) {
  return {
    scheduleId: temporalTriggerId(id),
    spec: { intervals: [{ every: everySeconds * 1000 }] },
    action: {
      type: 'startWorkflow',
      workflowType: 'lookForTrigger',
      workflowId: `look-${id}`,
      taskQueue,
      args: [id],
    },
    // What was not looked for while the platform was away is found by the next look.
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: 10_000, pauseOnFailure: false },
    state: { paused: pausedAt !== null },
  } satisfies ScheduleOptions
}
