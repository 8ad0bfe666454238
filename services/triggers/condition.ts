import { Fault } from '#pipeline/fault.ts'
import { type Comparison, comparisonsOf, type Expression } from '../tracking/search/expression.ts'
import { parseFilter } from '../tracking/search/parse-filter.ts'
import type { Token } from '../tracking/search/tokenize.ts'
import { isOfNothing } from './is-of-nothing.ts'

const signs: Partial<Record<Comparison['operator'], (value: number, other: number) => boolean>> = {
  '=': (value, other) => value === other,
  '!=': (value, other) => value !== other,
  '<': (value, other) => value < other,
  '<=': (value, other) => value <= other,
  '>': (value, other) => value > other,
  '>=': (value, other) => value >= other,
}

/**
 * A condition over monitored values, in the words of the search language: `drift.share > 0.3 and quality.missing > 0.05`.
 * A name that is no word stands in double quotes. Faults: INVALID_INPUT at the character that cannot be read.
 */
export function demandCondition(text: string, param: string): Expression {
  try {
    const expression = parseFilter(text, valueNamed)
    if (!expression) throw new Fault('INVALID_INPUT', 'the condition is empty')
    for (const { operator, value, offset } of comparisonsOf(expression))
      if (!signs[operator] || typeof value !== 'number')
        throw new Fault('INVALID_INPUT', 'a value is compared with a number, by one of < <= > >= = !=', {
          at: { offset },
        })
    return expression
  } catch (thrown) {
    const { code, message, at } = Fault.of(thrown)
    if (code !== 'INVALID_INPUT') throw thrown
    const offset = at?.offset ?? 0
    throw new Fault(
      'INVALID_INPUT',
      `the condition cannot be read at character ${offset + 1}: ${rest(text, offset) || message}`,
      {
        at: { param, offset },
        hint: message.startsWith('Invalid clause')
          ? 'write it like drift.share > 0.3 and quality.missing > 0.05'
          : message,
      },
    )
  }
}

const rest = (text: string, offset: number): string => {
  const left = text.slice(offset).trim()
  return left.length > 40 ? `${left.slice(0, 40)} …` : left
}

function valueNamed(token: Token | undefined): { entity: 'metric'; key: string } | undefined {
  if (token?.is === 'name') return { entity: 'metric', key: `${token.entity}.${token.key}` }
  if (token?.is === 'word') return { entity: 'metric', key: token.text }
  return token?.is === 'string' && token.quote !== "'" ? { entity: 'metric', key: token.value } : undefined
}

export type Values = Readonly<Record<string, number>>

/**
 * Whether it holds; undefined where that hangs on a figure for which a report of monitoring found nothing to look at.
 * Faults: BAD_DATA for another value that was not measured.
 */
export function holds(expression: Expression, values: Values): boolean | undefined {
  switch (expression.is) {
    case 'not': {
      const held = holds(expression.part, values)
      return held === undefined ? undefined : !held
    }
    case 'and':
      return decided(expression.parts, values, false)
    case 'or':
      return decided(expression.parts, values, true)
    case 'comparison': {
      const { key, operator, value } = expression
      const measured = Object.hasOwn(values, key) ? values[key] : undefined
      if (measured === undefined && isOfNothing(key, values)) return undefined
      if (measured === undefined)
        throw new Fault('BAD_DATA', `the run measured nothing of this name: ${key}`, {
          hint: `it measured: ${Object.keys(values).toSorted().slice(0, 30).join(', ') || 'nothing'}`,
        })
      return signs[operator]?.(measured, value as number) ?? false
    }
  }
}

/** One part that is `by` decides; one that nobody knows leaves it open. */
function decided(parts: readonly Expression[], values: Values, by: boolean): boolean | undefined {
  let found: boolean | undefined = !by
  for (const part of parts) {
    const held = holds(part, values)
    if (held === by) return by
    if (held === undefined) found = undefined
  }
  return found
}

export const namesIn = (expression: Expression): string[] => [
  ...new Set(comparisonsOf(expression).map(({ key }) => key)),
]
