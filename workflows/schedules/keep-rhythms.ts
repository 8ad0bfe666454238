import type { Client } from '@temporalio/client'
import type { Resources } from '#services/context.ts'
import { wantedSchedule, wantedSchedules } from '#services/schedules/wanted.ts'
import { lookingTriggers, wantedTrigger } from '#services/triggers/wanted.ts'
import { eachApart } from '../each-apart.ts'
import { syncTrigger, temporalTriggerId } from '../triggers/sync-trigger.ts'
import { syncSchedule, temporalScheduleId } from './sync-schedule.ts'

/** What the record wants and Temporal does not hold, because its data was lost or restored, it is given again. */
export async function keepRhythms(resources: Pick<Resources, 'db'>, client: Client): Promise<void> {
  const held = new Set<string>()
  for await (const { scheduleId } of client.schedule.list()) held.add(scheduleId)
  const sync = [
    ...(await wantedSchedules(resources)).map((id) => ({
      id: temporalScheduleId(id),
      now: async () => syncSchedule(client, id, await wantedSchedule(resources, id)),
    })),
    ...(await lookingTriggers(resources)).map((id) => ({
      id: temporalTriggerId(id),
      now: async () => syncTrigger(client, id, await wantedTrigger(resources, id)),
    })),
  ]
  await eachApart(
    client,
    sync.filter(({ id }) => !held.has(id)),
    ({ now }) => now(),
  )
}
