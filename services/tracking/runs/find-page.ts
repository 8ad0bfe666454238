import { and, eq, type SQL, sql } from 'drizzle-orm'
import { experiments, trackedRuns } from '#db/schema.ts'
import type { Context } from '../../context.ts'
import type { Search, Way } from '../search/asked.ts'

/** So many runs of a search, one more than a page where there are. */
export async function findPage(
  { db }: Pick<Context, 'db'>,
  { place, numbered, limit, ...whole }: Pick<Search, 'place' | 'numbered' | 'limit' | keyof Way>,
  among: SQL | undefined,
): Promise<{ id: string; place: (string | null)[] }[]> {
  const find = ({ joins, where, order }: Way) =>
    db
      .select({ id: trackedRuns.id, place })
      .from(trackedRuns)
      .innerJoin(experiments, sql`${eq(experiments.id, trackedRuns.experimentId)} ${joins}`)
      .where(and(among, where))
      .orderBy(order)
      .limit(limit)
  const found = numbered && (await find(numbered))
  return found?.length === limit ? found : await find(whole)
}
