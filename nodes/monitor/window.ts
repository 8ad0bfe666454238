import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import type { UnknownSchema } from '#pipeline/ports/index.ts'

const hour = 3_600_000

/** How far back a window goes, and where it ends. */
export const windowParams = (hours: number) => ({
  hours: z
    .number()
    .gt(0)
    .max(24 * 366)
    .default(hours)
    .meta({ title: 'Hours', description: 'How far the window goes back.' }),
  until: z.string().default('').meta({
    title: 'Until',
    description:
      'The end of the window, as 2026-01-31T12:00:00Z; empty is now. A schedule fills in {{ scheduled_time }}.',
  }),
})

export const untilRun: UnknownSchema = {
  type: 'unknown',
  reason: 'what an endpoint was asked is known once this has run',
  untilRun: true,
}

/** What a schedule fills in. */
const placeholder = /^\{\{\s*\w+\s*\}\}$/

/** Faults: INVALID_INPUT. */
export function requireTime(until: string): void {
  if (!placeholder.test(until)) windowEnd(until)
}

export function windowOf({ hours, until }: { hours: number; until: string }): { from: Date; until: Date } {
  const end = windowEnd(until)
  return { from: new Date(end.getTime() - hours * hour), until: end }
}

function windowEnd(until: string): Date {
  if (!until) return new Date()
  const end = new Date(until)
  if (Number.isNaN(end.getTime()))
    throw new Fault('INVALID_INPUT', `not a time: ${until}`, {
      at: { param: 'until' },
      hint: 'write it as 2026-01-31T12:00:00Z, or leave it empty for now',
    })
  return end
}
