import { and, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { plainText } from '../fields.ts'
import { conditionOf } from './condition.ts'
import { after, orderBy, placeOf, type Term, tokenAt } from './keyset.ts'
import { orderOf } from './order.ts'
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

interface Search {
  /** To follow the table in its FROM: what the order names. */
  joins: SQL
  /** To be selected with each row, so that the next page can begin after it. */
  place: SQL<Placed['place']>
  where: SQL | undefined
  order: SQL
  /** One more than a page holds: whether there is a next one. */
  limit: number
  page<Row extends Placed>(found: readonly Row[]): { rows: Omit<Row, 'place'>[]; next: string | undefined }
}

/**
 * `own` is the order where none is wished, down to what no two share; `sortedBy` is what a wish for an order looks at, where
 * that is not what the filter does. Faults: INVALID_INPUT for what cannot be read.
 */
export function searchOf(
  subject: Subject,
  own: readonly (Term & { key: string })[],
  { limit, pageToken, ...question }: z.output<ReturnType<typeof asked>>,
  sortedBy: (wish: number) => Subject = () => subject,
): Search {
  const expression = parseFilter(question.filter)
  const { terms, joins } = orderOf(sortedBy, question.orderBy, own)
  return {
    joins,
    place: placeOf(terms),
    where: and(expression && conditionOf(subject, expression), after(terms, question, pageToken)),
    order: orderBy(terms),
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
