import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { paramFault } from '#pipeline/param-fault.ts'
import { strictly } from './strictly.ts'

/** What a verb was given, checked; it must hold nothing that the verb does not know. Faults: INVALID_INPUT with the first wrong parameter. */
export const parse = <S extends z.ZodType>(schema: S, input: unknown): z.output<S> => fitting(strictly(schema), input)

/** What other programs wrote, or a later version of this one: what is unknown in it is left out. Faults: INVALID_INPUT. */
export const parseLoosely = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> => fitting(schema, value)

function fitting<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  // A misspelt name comes before the one that is missing because of it.
  const issues = nearest(parsed.error.issues).toSorted((a, b) => Number(isUnknown(b)) - Number(isUnknown(a)))
  const error = new z.ZodError(issues)
  const [issue] = issues
  const param = issue?.path.map(String).join('.')
  if (!param && issue?.code === 'invalid_type')
    throw new Fault('INVALID_INPUT', 'not an object with the names and values of parameters', { cause: error })
  const object = objectOf(schema)
  if (object && zodsOwn.test(issue?.message ?? '')) throw paramFault(object, input, error)
  throw new Fault('INVALID_INPUT', param ? `${param}: ${issue?.message}` : (issue?.message ?? 'invalid'), {
    ...(param && { at: { param } }),
    cause: error,
  })
}

/** Of a choice none of whose ways fits: what keeps the input from the way it comes closest to. */
const nearest = (issues: z.core.$ZodIssue[]): z.core.$ZodIssue[] =>
  issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union') return [issue]
    const ways = issue.errors.map(nearest).toSorted((a, b) => a.length - b.length)
    return ways[0]?.map((inside) => ({ ...inside, path: [...issue.path, ...inside.path] })) ?? [issue]
  })

const isUnknown = (issue: z.core.$ZodIssue) => issue.code === 'unrecognized_keys'

/** Also of an object that may be left out; of a choice all that any way knows. */
function objectOf(schema: z.ZodType): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema
  if (schema instanceof z.ZodUnion) {
    const ways = schema.options.map((way) => objectOf(way as z.ZodType))
    return ways.every((way) => way !== undefined)
      ? z.object(Object.assign({}, ...ways.map(({ shape }) => shape)))
      : undefined
  }
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return objectOf(schema.unwrap() as z.ZodType)
  return undefined
}

/** Words of the library, which speak of its types; what schemas say themselves is better. */
const zodsOwn = /^(Invalid|Too (small|big)|Unrecognized)/
