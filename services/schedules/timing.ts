import { z } from 'zod'
import type { Timing } from '#db/schema.ts'

const timeZone = z
  .string()
  .default('UTC')
  .refine(isTimeZone, { error: ({ input }) => `no such time zone: ${input}; use a name like Europe/Berlin` })

const among = (least: number, most: number) =>
  z
    .array(z.number().int().min(least).max(most))
    .min(1)
    .transform((numbers) => [...new Set(numbers)].toSorted((a, b) => a - b))
    .optional()

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written HH:MM')

export const timing = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('cron'),
    /** Minute, hour, day of month, month, day of week; or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`. */
    expression: z
      .string()
      .trim()
      .regex(/^(@(hourly|daily|weekly|monthly|yearly)|\S+(\s+\S+){4})$/, 'a cron expression has five fields'),
    timeZone,
  }),
  z.object({
    kind: z.literal('interval'),
    everySeconds: z.number().int().min(10).max(31_536_000),
    /** After multiples of the interval since 1970. */
    offsetSeconds: z.number().int().min(0).default(0),
  }),
  z.object({
    kind: z.literal('calendar'),
    times: z.array(clockTime).min(1).max(48),
    weekdays: among(0, 6),
    daysOfMonth: among(1, 31),
    months: among(1, 12),
    timeZone,
  }),
]) satisfies z.ZodType<Timing>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
