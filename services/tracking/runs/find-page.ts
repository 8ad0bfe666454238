import { and, type SQL, sql } from 'drizzle-orm'
import { trackedRuns } from '#db/schema.ts'
import type { Search, Way } from '../search/asked.ts'
import { placeOf } from '../search/keyset.ts'

interface Found {
  id: string
  place: (string | null)[]
}

/**
 * So many runs of a search, one more than a page where there are. `read` is given what finds them, to stand in a FROM: rows of
 * `id`, `place` and `n`, by which they are to be sorted.
 */
export async function findPage<Row extends Found>(
  { sortedBy, numbered, limit, ...whole }: Pick<Search, 'sortedBy' | 'numbered' | 'limit' | keyof Way>,
  among: SQL | undefined,
  read: (page: SQL) => Promise<Row[]>,
): Promise<Row[]> {
  const names = sortedBy.map((_, at) => sql.raw(`sorted_by_${at}`))
  const columns = sortedBy.map((value, at) => sql`${value} as ${names[at]}`)
  // Outside, so that only what is on the page is written as text.
  const pageOf = ({ joins, where, order }: Way) => sql`(
    select id, ${placeOf(names)} as place, row_number() over () as n from (
      select ${trackedRuns.id} as id, ${sql.join(columns, sql`, `)} from ${trackedRuns} ${joins}
      where ${and(among, where)} order by ${order} limit ${limit}
    ) found) page`
  const found = numbered && (await read(pageOf(numbered)))
  return found?.length === limit ? found : await read(pageOf(whole))
}

export const place = sql<Found['place']>`page.place`
export const onPage = sql`page.id = ${trackedRuns.id}`
