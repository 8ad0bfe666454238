import { type SQL, sql } from 'drizzle-orm'
import { Fault } from '#pipeline/fault.ts'
import type { Identifier } from './expression.ts'
import { identify } from './identify.ts'
import type { Term } from './keyset.ts'
import { attributeOf, pairsOf, type Subject } from './subject.ts'
import { tokenize } from './tokenize.ts'

interface Wish extends Identifier {
  descending: boolean
}

/** `metrics.loss desc`. Faults: INVALID_INPUT. */
function wishOf(clause: string): Wish {
  const [first, direction, ...rest] = tokenize(clause)
  const identifier = identify(first)
  if (!identifier || rest.length > 0)
    throw new Fault('INVALID_INPUT', `Invalid order_by clause '${clause}'. Could not be parsed.`)
  const way = direction?.text.toLowerCase() ?? 'asc'
  if (way !== 'asc' && way !== 'desc')
    throw new Fault('INVALID_INPUT', `Invalid ordering key in order_by clause '${clause}'.`)
  return { ...identifier, descending: way === 'desc' }
}

interface Part {
  terms: Term[]
  /** What is to be joined to the subject so that the terms can name it. */
  join?: SQL
  /** The same for those alone that have a number there, who stand before all others. */
  numbered?: { term: Term; join: SQL }
}

export interface Order {
  terms: Term[]
  joins: SQL
}

function partOf(subject: Subject, wish: Wish, at: number): Part {
  const { entity, key, descending } = wish
  if (entity === 'attribute') {
    const attribute = attributeOf(subject, key)
    const term: Term = { ...(attribute.sorted ?? attribute), descending }
    if (!attribute.nullable) return { terms: [term] }
    return { terms: [rank(sql`case when ${attribute.value} is null then 1 else 0 end`), term] }
  }
  const { from, type } = pairsOf(subject, wish)
  const found = sql`(select c.value from ${from} and c.key = ${key})`
  const alias = sql.raw(`sorted${at}`)
  const joined = subject.sorted === 'by joining'
  const join = joined ? { join: sql`left join lateral ${found} ${alias} on true` } : {}
  const value = joined ? sql`${alias}.value` : found
  if (type !== 'float8')
    return { ...join, terms: [rank(sql`case when ${value} is null then 1 else 0 end`), { value, type, descending }] }
  const placed = rank(sql`case when ${value} is null then 2 when ${value} = 'NaN' then 1 else 0 end`)
  const terms = [placed, { value: sql`nullif(${value}, 'NaN')`, type, descending }]
  if (!joined) return { terms }
  const some = sql`join lateral (select c.value from ${from} and c.key = ${key} and c.value < 'NaN') ${alias} on true`
  return { ...join, terms, numbered: { term: { value, type, descending, filled: true }, join: some } }
}

/** What has no value comes last, whichever way the rest is sorted. */
const rank = (value: SQL): Term => ({ value, type: 'bigint', descending: false })

/**
 * The wished order, then the subject's own, down to what no two share; each wish may look elsewhere. `numbered`: the order of
 * those that have a number where the first wish looks. Without its first term, the rank, it is the whole one. Faults: INVALID_INPUT.
 */
export function orderOf(
  subjectOf: (wish: number) => Subject,
  clauses: readonly string[],
  own: readonly (Term & { key: string })[],
): Order & { numbered?: Order } {
  const wishes = clauses.map(wishOf)
  const named = wishes.map(({ entity, key }) => `${entity}.${key}`)
  if (new Set(named).size < named.length)
    throw new Fault('INVALID_INPUT', `\`order_by\` contains duplicate fields: ${JSON.stringify(clauses)}`)
  const rest = own.filter(({ key }) => !named.includes(`attribute.${key}`))
  const parts = wishes.map((wish, at) => partOf(subjectOf(at), wish, at))
  const orderBy = (all: readonly Part[]): Order => ({
    terms: [...all.flatMap(({ terms }) => terms), ...rest],
    joins: sql.join(
      all.flatMap(({ join }) => join ?? []),
      sql` `,
    ),
  })
  const [first, ...others] = parts
  if (!first?.numbered) return orderBy(parts)
  const { term, join } = first.numbered
  return { ...orderBy(parts), numbered: orderBy([{ terms: [term], join }, ...others]) }
}
