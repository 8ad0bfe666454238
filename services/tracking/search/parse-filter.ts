import { Fault } from '#pipeline/fault.ts'
import type { Comparison, Expression, Identifier, Operator } from './expression.ts'
import { identify } from './identify.ts'
import { type Token, tokenize } from './tokenize.ts'

const deepest = 50
const joining = ['AND', 'OR', 'NOT']
const signs = ['=', '!=', '<', '<=', '>', '>=']

/** Texts without quotes. */
export type Bare = 'refused' | 'taken'

/**
 * MLflow's filter language, and more: OR, NOT and parentheses. AND binds before OR. Nothing for an empty filter. What a
 * word names is asked of `named`.
 * Faults: INVALID_INPUT at what cannot be read.
 */
export function parseFilter(
  filter: string,
  named: (token: Token | undefined) => Identifier | undefined = identify,
  bare: Bare = 'refused',
): Expression | undefined {
  const tokens = tokenize(filter)
  let at = 0
  const is = (word: string, ahead = 0) => {
    const token = tokens[at + ahead]
    return (token?.is === 'word' || token?.is === 'sign') && token.text.toUpperCase() === word
  }
  const take = (...words: string[]) => {
    if (!words.every((word, ahead) => is(word, ahead))) return false
    at += words.length
    return true
  }
  const here = () => tokens[at]?.offset ?? filter.trimEnd().length
  const refuse = (): never => {
    const rest = tokens.slice(at).map(({ text }) => text)
    throw new Fault('INVALID_INPUT', `Invalid clause(s) in filter string: '${rest.join(' ').slice(0, 200)}'`, {
      at: { offset: here() },
    })
  }

  const several = (is: 'and' | 'or', part: () => Expression): Expression => {
    const parts = [part()]
    while (take(is.toUpperCase())) parts.push(part())
    return parts.length === 1 ? (parts[0] as Expression) : { is, parts }
  }
  const either = (depth: number): Expression => several('or', () => several('and', () => single(depth)))
  const single = (depth: number): Expression => {
    if (depth > deepest) throw new Fault('INVALID_INPUT', `the filter is nested deeper than ${deepest}`)
    if (take('NOT')) return { is: 'not', part: single(depth + 1) }
    if (!take('(')) return comparison()
    const inner = either(depth + 1)
    return take(')') ? inner : refuse()
  }
  const comparison = (): Comparison => {
    const offset = here()
    const identifier = placed(offset, () => named(tokens[at])) ?? refuse()
    at++
    const operator = operatorHere() ?? refuse()
    const next = tokens[at]
    const written = bare === 'taken' && next?.is === 'number' && { written: next.text }
    const value = operator.startsWith('IS ') ? undefined : operator.endsWith('IN') ? values() : literal()
    return { is: 'comparison', ...identifier, operator, value, ...written, offset }
  }
  const operatorHere = (): Operator | undefined => {
    if (take('IS', 'NOT', 'NULL')) return 'IS NOT NULL'
    if (take('IS', 'NULL')) return 'IS NULL'
    if (take('NOT', 'IN')) return 'NOT IN'
    return (['LIKE', 'ILIKE', 'IN', ...signs] as Operator[]).find((one) => take(one))
  }
  const literal = (): string | number => {
    const token: Token | undefined = tokens[at]
    const word = token?.is === 'name' || (token?.is === 'word' && !joining.includes(token.text.toUpperCase()))
    if (bare === 'taken' && word) {
      at++
      return token.text
    }
    if (token?.is !== 'number' && (token?.is !== 'string' || token.quote === '`')) return refuse()
    at++
    return token.value
  }
  const values = (): string[] => {
    if (!take('(')) refuse()
    const list: string[] = []
    do list.push(String(literal()))
    while (take(','))
    return take(')') ? list : refuse()
  }

  if (tokens.length === 0) return undefined
  const expression = either(0)
  return at === tokens.length ? expression : refuse()
}

/** What faults says at which character. */
export function placed<T>(offset: number, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    throw Fault.of(thrown).within({ offset })
  }
}
