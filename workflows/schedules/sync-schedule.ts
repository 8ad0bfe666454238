import { type Client, ScheduleNotFoundError, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client'
import type { ScheduleRow } from '#services/schedules/find.ts'
import { firingQueue } from '../task-queues.ts'
import { scheduleSpec } from './schedule-spec.ts'

export const temporalScheduleId = (id: string): string => `schedule-${id}`

/** Makes Temporal hold a schedule as the record wants it, or not at all. However often it is called, one schedule. */
export async function syncSchedule(client: Client, id: string, wanted: ScheduleRow | undefined): Promise<void> {
  const handle = client.schedule.getHandle(temporalScheduleId(id))
  try {
    if (!wanted) return await handle.delete()
    const { scheduleId: _, ...options } = optionsOf(wanted)
    await handle.update(() => ({ ...options, state: { ...options.state } }))
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error
    if (wanted) await client.schedule.create(optionsOf(wanted))
  }
}

function optionsOf({ id, timing, jitterSeconds, overlap, catchUpSeconds, pausedAt }: ScheduleRow) {
  return {
    scheduleId: temporalScheduleId(id),
    spec: { ...scheduleSpec(timing), ...(jitterSeconds > 0 && { jitter: jitterSeconds * 1000 }) },
    action: {
      type: 'startWorkflow',
      workflowType: 'fireSchedule',
      workflowId: `firing-${id}`,
      taskQueue: firingQueue,
      args: [id],
    },
    policies: {
      overlap: overlapOf[overlap],
      catchupWindow: catchUpSeconds * 1000,
      pauseOnFailure: false,
    },
    state: { paused: pausedAt !== null },
  } satisfies ScheduleOptions
}

const overlapOf = {
  skip: ScheduleOverlapPolicy.SKIP,
  'buffer-one': ScheduleOverlapPolicy.BUFFER_ONE,
  'buffer-all': ScheduleOverlapPolicy.BUFFER_ALL,
  'cancel-other': ScheduleOverlapPolicy.CANCEL_OTHER,
  'allow-all': ScheduleOverlapPolicy.ALLOW_ALL,
} as const satisfies Record<ScheduleRow['overlap'], ScheduleOverlapPolicy>
