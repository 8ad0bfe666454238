import { sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Found, SearchPage } from './found.ts'
import type { SearchKind } from './kinds.ts'

/** As pg_trgm counts them: the share of three-letter pieces that a name has of what was asked for. */
const alike = 0.4

/**
 * Names of the few things that have names which are like a text, where Postgres has pg_trgm. They are compared one by one:
 * an index would cost every write, for a question that is asked when nothing else was found.
 */
export async function nearMisses(
  { db, actor }: Context,
  { text, kinds, limit }: { text: string; kinds: SearchKind[]; limit: number },
): Promise<SearchPage> {
  const nothing = { found: [], counts: {}, next: null, near: false }
  const { rows: known } = await db.execute(sql`select 1 from pg_extension where extname = 'pg_trgm'`)
  if (known.length === 0) return nothing
  const mine = sql`project_id = ${actor.projectId} and deleted_at is null`
  const { rows } = await db.execute<Pick<Found, 'kind' | 'id' | 'title'> & Record<string, unknown>>(sql`
    select kind, id, title from (
      (select distinct 'file' as kind, name as id, name as title from files where ${mine} limit 5000)
      union all (select 'pipeline', slug, name from pipelines where ${mine} limit 5000)
      union all (select 'experiment', number::text, name from experiments where ${mine} limit 5000)
      union all (select 'model', name, name from models where ${mine} limit 5000)
      union all (select 'endpoint', name, name from endpoints where ${mine} limit 5000)
    ) named where kind in ${kinds} and word_similarity(${text}, title) >= ${alike}
    order by word_similarity(${text}, title) desc, kind, id limit ${limit}`)
  const found = rows.map(
    ({ kind, id, title }): Found => ({
      ...{ kind, id, title, detail: null, extra: null, at: null },
      ...{ place: 'name', said: null },
    }),
  )
  return { ...nothing, found, near: found.length > 0 }
}
