import cronstrue from 'cronstrue'
import type { Inputs } from '../../_trpc/outputs.ts'
import { words } from '../../_words/en.ts'

export type Timing = Inputs['schedules']['foresee']['timing']
const text = words.schedules

const units = [
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
  ['seconds', 1],
] as const
export type Unit = (typeof units)[number][0]
export const secondsOf = Object.fromEntries(units) as Record<Unit, number>

/** The largest unit of which it is a whole number. */
export const unitOf = (seconds: number): Unit => units.find(([, size]) => seconds % size === 0)?.[0] ?? 'seconds'

/** When it fires, as one would say it. */
export function timingText(timing: Timing): string {
  switch (timing.kind) {
    case 'interval': {
      const unit = unitOf(timing.everySeconds)
      const count = timing.everySeconds / secondsOf[unit]
      return count === 1 ? `every ${unit.slice(0, -1)}` : text.every_(String(count), text.units[unit])
    }
    case 'cron':
      return `${spoken(timing.expression)}, ${timing.timeZone ?? 'UTC'}`
    case 'calendar': {
      const weekdays = timing.weekdays?.map((day) => text.days[day]).join(', ')
      const dates = timing.daysOfMonth && `${text.daysOfMonth.toLowerCase()} ${timing.daysOfMonth.join(', ')}`
      const days = [weekdays, dates].filter(Boolean).join(', ') || text.daily
      return `${text.at(days, timing.times.join(', '))}, ${timing.timeZone ?? 'UTC'}`
    }
  }
}

function spoken(expression: string): string {
  try {
    return cronstrue.toString(expression, { use24HourTimeFormat: true })
  } catch {
    return expression
  }
}
