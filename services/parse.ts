import type { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'

/** What a verb was given, checked. Faults: INVALID_INPUT with the first wrong parameter. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const param = issue?.path.map(String).join('.')
  throw new Fault('INVALID_INPUT', `${param || 'input'}: ${issue?.message ?? 'invalid'}`, {
    ...(param && { at: { param } }),
    cause: parsed.error,
  })
}
