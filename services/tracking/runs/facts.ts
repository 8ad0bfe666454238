import { type SQL, sql } from 'drizzle-orm'
import { latestMetrics, runParams, runTags } from '#db/schema.ts'

const list = (id: SQL, table: SQL, columns: SQL) =>
  sql`coalesce((select json_agg(c) from (select ${columns} from ${table} c where c.run_id = ${id} order by c.key) c)::text, '[]')`

/** What was logged of a run as JSON: its latest `metrics` with `timestamp` and `step`, its `params` and `tags`, by key. */
export const factsOf = (id: SQL): SQL<string> => {
  const pair = sql`c.key, c.value`
  return sql<string>`('{"metrics":' || ${list(id, sql`${latestMetrics}`, sql`c.key, c.value, c.at as timestamp, c.step`)} ||
    ',"params":' || ${list(id, sql`${runParams}`, pair)} || ',"tags":' || ${list(id, sql`${runTags}`, pair)} || '}')`
}
