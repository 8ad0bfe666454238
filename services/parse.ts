import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { paramFault } from '#pipeline/param-fault.ts'

/** What a verb was given, checked. Faults: INVALID_INPUT with the first wrong parameter. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const param = issue?.path.map(String).join('.')
  if (!param && issue?.code === 'invalid_type')
    throw new Fault('INVALID_INPUT', 'not an object with the names and values of parameters', { cause: parsed.error })
  if (schema instanceof z.ZodObject && zodsOwn.test(issue?.message ?? '')) throw paramFault(schema, input, parsed.error)
  throw new Fault('INVALID_INPUT', param ? `${param}: ${issue?.message}` : (issue?.message ?? 'invalid'), {
    ...(param && { at: { param } }),
    cause: parsed.error,
  })
}

/** Words of the library, which speak of its types; what schemas say themselves is better. */
const zodsOwn = /^(Invalid|Too (small|big)|Unrecognized)/
