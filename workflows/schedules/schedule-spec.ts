import type { CalendarSpec, ScheduleSpec } from '@temporalio/client'
import type { ScheduleRow } from '#services/schedules/find.ts'

type Timing = ScheduleRow['timing']

/** A timing in Temporal's words. Daylight saving is Temporal's: a wall-clock time that a day does not have is left out. */
export function scheduleSpec(timing: Timing): ScheduleSpec {
  switch (timing.kind) {
    case 'cron':
      return { cronExpressions: [timing.expression], timezone: timing.timeZone }
    case 'interval': {
      const [every, offset] = [timing.everySeconds * 1000, timing.offsetSeconds * 1000]
      return { intervals: [{ every, offset: offset % every }] }
    }
    case 'calendar':
      return { calendars: timing.times.map((time) => calendarSpec(time, timing)), timezone: timing.timeZone }
  }
}

type Days = Pick<Extract<Timing, { kind: 'calendar' }>, 'weekdays' | 'daysOfMonth' | 'months'>

function calendarSpec(time: string, { weekdays, daysOfMonth, months }: Days): CalendarSpec {
  const [hour, minute] = time.split(':').map(Number)
  return {
    hour: hour ?? 0,
    minute: minute ?? 0,
    ...(weekdays && { dayOfWeek: weekdays.map((day) => dayNames[day] as (typeof dayNames)[number]) }),
    ...(daysOfMonth && { dayOfMonth: daysOfMonth }),
    ...(months && { month: months.map((month) => monthNames[month - 1] as (typeof monthNames)[number]) }),
  }
}

const dayNames = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const
const monthNames = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
] as const
