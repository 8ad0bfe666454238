import type { FiringPayload, TriggerKind } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { asOverride } from './offered.ts'

/** What texts in the parameters may hold, as `{{ name }}`, besides `always`. A name that ends in `.*` has any field after it. */
export const placeholders = {
  webhook: ['body.*', 'id'],
  api: [],
  folder: ['file', 'file_name', 'path', 'size'],
  query: ['file', 'rows.from', 'rows.to', 'rows.count'],
  metric: ['event.pipeline', 'event.run', 'value.*'],
  model: ['event.model', 'event.version', 'event.alias', 'event.from'],
  pipeline: ['event.pipeline', 'event.run', 'event.status'],
} as const satisfies Record<TriggerKind, readonly string[]>

export const always = ['trigger', 'arrived_time', 'fired_time'] as const

type Overrides = Record<string, string | number | boolean>

const grammar = /\{\{\s*([^{}]*?)\s*\}\}/g

/** Placeholders of a text that the kind does not know. */
export function unknownIn(kind: TriggerKind, text: string): string[] {
  const known: readonly string[] = [...placeholders[kind], ...always]
  const knows = (name: string) =>
    known.some((one) =>
      one.endsWith('.*') ? name.startsWith(one.slice(0, -1)) && name.length >= one.length : name === one,
    )
  return [...text.matchAll(grammar)].flatMap(([whole, name = '']) => (knows(name) ? [] : [whole]))
}

/**
 * The parameters of one run. A placeholder that stands alone keeps its type; a text that came from outside stays the text
 * it is, also where it looks like a number. Faults: INVALID_INPUT for a field that did not come.
 */
export function fillIn(overrides: Overrides, payload: FiringPayload): Overrides {
  const filled = Object.entries(overrides).map(([param, value]) => {
    if (typeof value !== 'string') return [param, value] as const
    const names = [...value.matchAll(grammar)]
    if (names.length === 0) return [param, value] as const
    const [first] = names
    if (names.length === 1 && first?.[0] === value.trim())
      return [param, asOverride(fieldOf(payload, first[1] ?? '', param))] as const
    return [
      param,
      asOverride(value.replaceAll(grammar, (_, name: string) => String(fieldOf(payload, name, param)))),
    ] as const
  })
  return Object.fromEntries(filled)
}

function fieldOf(payload: FiringPayload, name: string, param: string): string | number | boolean {
  const [root = '', ...rest] = name.split('.')
  const found = rest.length === 0 ? own(payload, root) : below(own(payload, root), rest)
  if (typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean') return found
  const what = found === undefined || found === null ? 'nothing came under this name' : 'not one text, number or yes/no'
  throw new Fault('INVALID_INPUT', `${what}: ${name}`, {
    at: { param },
    hint: 'look at what arrived, or change the parameters',
  })
}

/** `drift.share` may be one name, or a field within a field. */
function below(value: unknown, path: string[]): unknown {
  if (path.length === 0) return value
  const whole = own(value, path.join('.'))
  if (whole !== undefined) return whole
  const [first = '', ...rest] = path
  return below(own(value, first), rest)
}

const own = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
