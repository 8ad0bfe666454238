import { randomUUID } from 'node:crypto'
import { type Client, isGrpcServiceError } from '@temporalio/client'
import { Fault } from '#pipeline/fault.ts'
import type { Calendar } from '#services/schedules/calendar.ts'
import { scheduleSpec } from './schedule-spec.ts'
import { timestamp } from './timestamp.ts'

const day = 86_400_000
/** How far is looked, further each time: leap days are up to eight years apart. */
const horizons = [day, 40 * day, 400 * day, 3000 * day]
/** Temporal answers with no more. */
const mostAtOnce = 1000

/** Asks Temporal by means of a schedule that is paused and lives as long as the question. */
export function temporalCalendar(client: Client): Calendar {
  return {
    async times(timing, { from, until, limit }) {
      const scheduleId = `question-${randomUUID()}`
      const handle = await translated(
        client.schedule.create({
          scheduleId,
          spec: scheduleSpec(timing),
          action: { type: 'startWorkflow', workflowType: 'none', taskQueue: 'none' },
          state: { paused: true },
        }),
      )
      try {
        for (const horizon of until ? [until.getTime() - from.getTime()] : horizons) {
          const end = new Date(from.getTime() + horizon)
          const times = await timesBetween(client, scheduleId, { from, until: end, limit })
          if (times.length >= limit || until || horizon === horizons.at(-1)) return times.slice(0, limit)
        }
        return []
      } finally {
        await handle.delete()
      }
    },
  }
}

interface Range {
  from: Date
  until: Date
  limit: number
}

async function timesBetween(client: Client, scheduleId: string, { from, until, limit }: Range): Promise<Date[]> {
  const times: Date[] = []
  for (;;) {
    const { startTime } = await translated(
      client.workflowService.listScheduleMatchingTimes({
        namespace: client.options.namespace,
        scheduleId,
        startTime: timestamp(times.at(-1) ?? from),
        endTime: timestamp(until),
      }),
    )
    const more = (startTime ?? []).map(({ seconds }) => new Date(Number(seconds) * 1000))
    times.push(...more)
    if (more.length < mostAtOnce || times.length >= limit) return times
  }
}

async function translated<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    const status = [error, error instanceof Error ? error.cause : undefined].find(isGrpcServiceError)
    const refusal = status?.code === invalidArgument ? status.details : error instanceof TypeError && error.message
    if (refusal) throw new Fault('INVALID_INPUT', `not a time to fire at: ${refusal}`, { at: { param: 'timing' } })
    throw new Fault('UNAVAILABLE', 'Temporal does not answer', { hint: 'try again in a moment', cause: error })
  }
}

const invalidArgument = 3
