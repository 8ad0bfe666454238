import { z } from 'zod'
import { Fault } from './fault.ts'
import { otherName } from './nearest.ts'

/** What is wrong with a node's parameters, in our words: the title of the first that does not fit, what it may be, and what it is. */
export function paramFault(params: z.ZodObject, given: unknown, { issues, ...error }: z.ZodError): Fault {
  const [issue] = issues
  if (!issue) return new Fault('INVALID_INPUT', 'the parameters do not fit', { cause: error })
  const [first, ...rest] = issue.path
  const param = first === undefined ? undefined : String(first)
  if (issue.code === 'unrecognized_keys' && param === undefined) {
    const [key = ''] = issue.keys
    return new Fault('INVALID_INPUT', `no such parameter: ${key}`, {
      at: { param: key },
      hint: otherName(key, Object.keys(params.shape)),
    })
  }
  const value = issue.path.reduce<unknown>((inside, key) => (inside as Record<PropertyKey, unknown>)?.[key], given)
  const at = param === undefined ? {} : { param }
  const field = param === undefined ? undefined : (params.shape[param] as z.ZodType | undefined)
  const title = field?.meta()?.title
  const path = issue.path.map(String).join('.') || 'parameters'
  const place = field && title ? placeIn(schemaOf(field), title, rest) : path
  if (value === undefined && issue.code !== 'unrecognized_keys')
    return new Fault('INVALID_INPUT', `not set: ${rest.length > 0 ? place : path}`, { at, cause: error })
  const { may, hint } = wish(issue, value, rest.length === 0 ? field : undefined)
  const said = value === '' ? `${place} ${may}` : `${place} ${may}: ${shown(value)}`
  return new Fault('INVALID_INPUT', said, { at, ...(hint && { hint }), cause: error })
}

const schemaOf = (field: z.ZodType) => z.toJSONSchema(field, { io: 'input', unrepresentable: 'any' })

/** Where inside a parameter, in the words of its form: `Step 4: percent`, counted from one. */
function placeIn(
  schema: z.core.JSONSchema._JSONSchema | undefined,
  place: string,
  [key, ...rest]: PropertyKey[],
): string {
  if (key === undefined) return place
  const { items, properties } = typeof schema === 'object' ? schema : {}
  if (typeof key === 'number')
    return placeIn(Array.isArray(items) ? items[key] : items, `${oneOf(place)} ${key + 1}`, rest)
  const inner = properties?.[String(key)]
  const title = (typeof inner === 'object' && inner.title) || String(key)
  return placeIn(inner, `${place}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`, rest)
}

const oneOf = (many: string) => many.replace(/ies$/, 'y').replace(/([^s])s$/, '$1')

interface Wish {
  may: string
  hint?: string
}

/** What a value would have to be, in our words. */
export function wish(issue: z.core.$ZodIssue, value: unknown, field: z.ZodType | undefined): Wish {
  switch (issue.code) {
    case 'invalid_type':
      return { may: `must be ${kinds[issue.expected] ?? issue.expected}` }
    case 'too_small':
    case 'too_big':
      return { may: bounds(issue, field) }
    case 'invalid_value': {
      const values = issue.values.map(String)
      if (values.length === 1) return { may: `must be ${values[0]}` }
      return { may: `must be one of ${values.join(', ')}`, hint: otherName(String(value), values) }
    }
    case 'invalid_format':
      return { may: `must be ${formats[issue.format] ?? `written as ${issue.message}`}` }
    case 'not_multiple_of':
      return { may: `must be a multiple of ${issue.divisor}` }
    case 'unrecognized_keys':
      return { may: `has no ${issue.keys[0]}` }
    case 'custom':
      return { may: `does not fit: ${issue.message}` }
    default:
      return { may: 'has a form that does not fit' }
  }
}

const kinds: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
}

const formats: Record<string, string> = {
  uuid: 'an id, such as 3f2b8c1e-5a7d-4e90-8b6c-2d1f0a9e7c54',
  email: 'an e-mail address',
  url: 'an address that begins with https://',
  datetime: 'a moment, such as 2026-03-31T12:00:00Z',
  date: 'a day, such as 2026-03-31',
}

const counted: Record<string, string> = { string: 'characters', array: 'entries', set: 'entries', record: 'entries' }

/** Both bounds where a field has two, not only the one that was crossed. */
function bounds(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, field: z.ZodType | undefined): string {
  const unit = counted[issue.origin]
  if (unit && issue.code === 'too_small' && issue.minimum === 1) return 'must not be empty'
  const known = field && schemaOf(field)
  const { minimum, exclusiveMinimum, exclusiveMaximum } = known ?? {}
  // Of a whole number the library gives what a computer counts to, which nobody has set.
  const maximum = known?.maximum === Number.MAX_SAFE_INTEGER ? undefined : known?.maximum
  if (!unit && minimum !== undefined && maximum !== undefined) return `must be from ${minimum} to ${maximum}`
  if (!unit && exclusiveMinimum !== undefined && maximum !== undefined)
    return `must be more than ${exclusiveMinimum} and at most ${maximum}`
  if (!unit && minimum !== undefined && exclusiveMaximum !== undefined)
    return `must be at least ${minimum} and less than ${exclusiveMaximum}`
  const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum
  const inside = issue.code === 'too_small' ? ['at least', 'more than'] : ['at most', 'less than']
  const how = issue.inclusive === false ? inside[1] : inside[0]
  return unit ? `must have ${how} ${limit} ${unit}` : `must be ${how} ${limit}`
}

const longest = 80

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
