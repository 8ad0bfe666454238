import { type SQL, sql } from 'drizzle-orm'
import { registryFindings } from './registry-kinds.ts'
import type { Scope } from './scope.ts'

export const searchKinds = [
  'file',
  'dataset',
  'column',
  'pipeline',
  'node',
  'run',
  'experiment',
  'model',
  'version',
  'logged-model',
  'endpoint',
  'prediction',
] as const
export type SearchKind = (typeof searchKinds)[number]

/** How many of a kind are ranked at most, the newest. */
export const mostRanked = 1000

const named = sql`search_words(name)`
const rank = (name: SQL, rest?: SQL): SQL =>
  rest
    ? sql`ts_rank(setweight(${name}, 'A') || setweight(${rest}, 'C'), asked.query)`
    : sql`ts_rank(setweight(${name}, 'A'), asked.query)`

/**
 * For each kind what is found, as (id, title, detail, extra, at, rank, place, said): `id` is unique within the kind, `extra`
 * is what its address needs besides. `asked.query` is the text query, `asked.anyword` any of its words.
 */
export const findings = (scope: Scope): Record<SearchKind, SQL> => {
  const { projectId, range } = scope
  const mine = sql`project_id = ${projectId}`
  const { from = null, to = null } = range ?? {}
  const within = (id: SQL) => sql`${id} between ${from}::uuid and ${to}::uuid`
  const inName = sql`'name', null`
  return {
    ...registryFindings(scope),
    file: sql`select name as id, name as title, version::text as detail, null::text as extra, created_at as at, ${rank(named)} as rank, 'name' as place, null::text as said
      from (select distinct on (name) name, version, created_at from files, asked
        where ${mine} and deleted_at is null and ${named} @@ asked.query order by name, version desc) files, asked`,
    dataset: sql`select name || '@' || digest, name, digest, source_type, created_at, ${rank(named, sql`search_words_of_columns(columns)`)},
        case when ${named} @@ asked.anyword then 'name' else 'column' end,
        case when not ${named} @@ asked.anyword then (select string_agg(c->>'name', ', ') from jsonb_array_elements(columns) c
          where search_words(c->>'name') @@ asked.anyword) end
      from datasets, asked where ${mine} and (${named} @@ asked.anyword or search_words_of_columns(columns) @@ asked.anyword)
        and ${named} || search_words_of_columns(columns) @@ asked.query`,
    column: sql`select name || '#' || column_name, column_name, name, null, created_at, ${rank(sql`search_words(column_name)`)}, ${inName}
      from (select f.name, c->>'name' as column_name, f.created_at
        from (select distinct on (name) name, columns, created_at from files, asked
          where ${mine} and deleted_at is null and search_words_of_columns(columns) @@ asked.query order by name, version desc) f,
          jsonb_array_elements(f.columns) c) found, asked
      where search_words(column_name) @@ asked.query`,
    pipeline: sql`select p.slug, p.name, null, null, p.updated_at,
        ${rank(sql`search_words(p.name || ' ' || p.slug)`, sql`search_words(coalesce(r.spec->>'description', ''))`)},
        case when search_words(p.name || ' ' || p.slug) @@ asked.anyword then 'name' else 'description' end,
        case when not search_words(p.name || ' ' || p.slug) @@ asked.query then r.spec->>'description' end
      from pipelines p join revisions r on r.pipeline_id = p.id and r.number = p.head, asked
      where p.project_id = ${projectId} and p.deleted_at is null and
        search_words(concat_ws(' ', p.name, p.slug, r.spec->>'description')) @@ asked.query`,
    node: sql`select p.slug || '#' || node.key, node.value->>'name', p.name, p.slug, p.updated_at, ${rank(sql`search_words(node.value->>'name')`)}, ${inName}
      from pipelines p join revisions r on r.pipeline_id = p.id and r.number = p.head, jsonb_each(r.spec->'nodes') node, asked
      where p.project_id = ${projectId} and p.deleted_at is null and search_words_of_spec(r.spec) @@ asked.query
        and search_words(node.value->>'name') @@ asked.query`,
    run: sql`select found.id::text, found.name, status, case when kind <> 'pipeline' then e.number::text end, to_timestamp(started_at / 1000.0),
        coalesce(ts_rank(found.words, asked.query), 1), found.place, null from (
        (select t.id, t.name, t.status, t.kind, t.started_at, t.experiment_id, w.words, case when search_words(t.name) @@ asked.query then 'name' end as place
          from run_words w join tracked_runs t on t.id = w.run_id, asked
          where w.project_id = ${projectId} and t.deleted_at is null and w.words @@ asked.query order by t.started_at desc, t.id limit ${mostRanked})
        union all (select id, name, status, kind, started_at, experiment_id, null, 'id' from tracked_runs
          where ${mine} and deleted_at is null and ${within(sql`id`)} limit 50)
      ) found join experiments e on e.id = found.experiment_id, asked`,
    prediction: sql`select p.id::text, e.name, p.output->>'prediction', null, p.at, 1::float4, 'id', null from predictions p
      join endpoints e on e.id = p.endpoint_id where e.project_id = ${projectId} and ${within(sql`p.id`)} limit 50`,
  }
}

/** What people look for most comes first among equals. */
export const weight = sql`case kind when 'pipeline' then 1.3 when 'model' then 1.3 when 'endpoint' then 1.3 when 'file' then 1.2
  when 'experiment' then 1.1 when 'run' then 0.9 when 'column' then 0.8 when 'node' then 0.8 else 1 end`
