import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { contentHash } from '#pipeline/canonical.ts'
import { Fault } from '#pipeline/fault.ts'
import { openToken, sealToken } from '../../page-token.ts'
import type { SqlType } from './subject.ts'

export interface Term {
  value: SQL
  type: SqlType
  descending: boolean
  /** Never null, so that an index in ascending order serves either way. */
  filled?: true
}

const casts = {
  float8: sql`float8`,
  bigint: sql`bigint`,
  text: sql`text`,
  uuid: sql`uuid`,
} as const satisfies Record<SqlType, SQL>

/** As the indexes are declared; without it Postgres does not take them. */
export const orderBy = (terms: readonly Term[]): SQL =>
  sql.join(
    terms.map(({ value, descending, filled }) =>
      descending ? sql`${value} desc ${filled ? sql`` : sql`nulls last`}` : sql`${value}`,
    ),
    sql`, `,
  )

export type Place = readonly (string | null)[]

/** Where a row stands in the order, exactly: as text, for JSON has neither infinities nor large numbers. */
export const placeOf = (values: readonly SQL[]): SQL<(string | null)[]> =>
  sql`array[${sql.join(
    values.map((value) => sql`(${value})::text`),
    sql`, `,
  )}]`

/** Rows after a place. A page in the depth costs what the first one costs, and nothing moves between two of them. */
export function beyond(terms: readonly Term[], place: Place): SQL {
  const cases: SQL[] = []
  const same: SQL[] = []
  terms.forEach(({ value, type, descending }, index) => {
    const at = place[index] ?? null
    const there = sql`${at}::${casts[type]}`
    if (at !== null) {
      const further = descending ? sql`${value} < ${there}` : sql`${value} > ${there}`
      cases.push(sql`(${sql.join([...same, further], sql` and `)})`)
    }
    same.push(at === null ? sql`${value} is null` : sql`${value} = ${there}`)
  })
  const [first] = terms
  const there = sql`${place[0] ?? null}::${casts[first?.type ?? 'text']}`
  // Follows from the cases, but only so does Postgres begin at the right end of the index.
  const bound = first && sql`${first.value} ${first.descending ? sql`<=` : sql`>=`} ${there} and `
  return sql`(${bound ?? sql``}(${sql.join(cases, sql` or `)}))`
}

const sealed = z.object({ place: z.array(z.string().nullable()), of: z.string() })

/** What a token belongs to: another question has other pages. */
const nameOf = (question: unknown) => contentHash(question).slice(0, 16)

/** Where a page begins that is not the first. Faults: INVALID_INPUT for a token of another question. */
export function placeIn(terms: readonly Term[], question: unknown, token: string | undefined): Place | undefined {
  if (!token) return undefined
  const { place, of } = openToken(token, sealed)
  if (of !== nameOf(question) || place.length !== terms.length)
    throw new Fault('INVALID_INPUT', `Invalid page token: ${token.slice(0, 80)}`)
  return place
}

export const tokenAt = (question: unknown, place: Place): string => sealToken({ place, of: nameOf(question) })
