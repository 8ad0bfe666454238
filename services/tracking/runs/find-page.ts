import { and, type SQL, sql } from 'drizzle-orm'
import { trackedRuns } from '#db/schema.ts'
import type { Context } from '../../context.ts'
import type { Search, Way } from '../search/asked.ts'
import { placeOf } from '../search/keyset.ts'

type Found = { id: string; place: (string | null)[] }

/** So many runs of a search, one more than a page where there are. */
export async function findPage(
  { db }: Pick<Context, 'db'>,
  { sortedBy, numbered, limit, ...whole }: Pick<Search, 'sortedBy' | 'numbered' | 'limit' | keyof Way>,
  among: SQL | undefined,
): Promise<Found[]> {
  const names = sortedBy.map((_, at) => sql.raw(`sorted_by_${at}`))
  const columns = sortedBy.map((value, at) => sql`${value} as ${names[at]}`)
  const find = async ({ joins, where, order }: Way) => {
    // Outside, so that only what is on the page is written as text.
    const { rows } = await db.execute<Found>(sql`
      select id, ${placeOf(names)} as place from (
        select ${trackedRuns.id} as id, ${sql.join(columns, sql`, `)} from ${trackedRuns} ${joins}
        where ${and(among, where)} order by ${order} limit ${limit}
      ) page`)
    return rows
  }
  const found = numbered && (await find(numbered))
  return found?.length === limit ? found : await find(whole)
}
