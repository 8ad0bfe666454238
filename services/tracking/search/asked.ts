import { and, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { plainText } from '../fields.ts'
import { conditionOf } from './condition.ts'
import { comparisonsOf, type Expression } from './expression.ts'
import { identify } from './identify.ts'
import { beyond, orderBy, type Place, placeIn, placeOf, type Term, tokenAt } from './keyset.ts'
import { type Order, orderOf } from './order.ts'
import { parseFilter } from './parse-filter.ts'
import type { Subject } from './subject.ts'

/** What every search is asked: a filter, an order, and how far it has come. */
export const asked = (limit: { usual: number; most: number }) =>
  z.object({
    filter: plainText.max(100_000).default(''),
    orderBy: z.array(plainText).max(20).default([]),
    limit: z.int().min(1).max(limit.most).default(limit.usual),
    pageToken: z.string().optional(),
  })

interface Placed {
  place: (string | null)[]
}

export interface Way {
  /** To follow the table in its FROM: what the order names. */
  joins: SQL
  where: SQL | undefined
  order: SQL
}

export interface Search extends Way {
  /** To be selected with each row, so that the next page can begin after it. */
  place: SQL<Placed['place']>
  /** What a place is made of. */
  sortedBy: readonly SQL[]
  /** Finds the same where it fills a page, along an index: only those that have a number where the order looks first. */
  numbered: Way | undefined
  /** One more than a page holds: whether there is a next one. */
  limit: number
  page<Row extends Placed>(found: readonly Row[]): { rows: Omit<Row, 'place'>[]; next: string | undefined }
}

/** Who has a certain parameter, tag or dataset is sooner found and sorted than met along an index of all. */
const leavesFew = (expression: Expression | undefined): boolean =>
  expression !== undefined &&
  comparisonsOf(expression).some(({ entity }) => entity !== 'metric' && entity !== 'attribute')

/**
 * `own` is the order where none is wished, down to what no two share; `subjectOf` is what a wish for an order looks at, where
 * that is not what the filter does. Faults: INVALID_INPUT for what cannot be read.
 */
export function searchOf(
  subject: Subject,
  own: readonly (Term & { key: string })[],
  { limit, pageToken, ...question }: z.output<ReturnType<typeof asked>>,
  subjectOf: (wish: number) => Subject = () => subject,
): Search {
  const expression = parseFilter(question.filter, identify, subject.bare)
  const { numbered, ...whole } = orderOf(subjectOf, question.orderBy, own)
  const sortedBy = whole.terms.map(({ value }) => value)
  const at = placeIn(whole.terms, question, pageToken)
  const way = ({ terms, joins }: Order, from: Place | undefined): Way => ({
    joins,
    where: and(expression && conditionOf(subject, expression), from && beyond(terms, from)),
    order: orderBy(terms),
  })
  return {
    ...way(whole, at),
    numbered: numbered && !leavesFew(expression) && (at ?? ['0'])[0] === '0' ? way(numbered, at?.slice(1)) : undefined,
    place: placeOf(sortedBy),
    sortedBy,
    limit: limit + 1,
    page: (found) => {
      const last = found.length > limit ? found[limit - 1] : undefined
      return {
        rows: found.slice(0, limit).map(({ place: _, ...row }) => row),
        next: last && tokenAt(question, last.place),
      }
    },
  }
}
