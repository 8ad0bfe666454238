import { type SQL, sql } from 'drizzle-orm'

export const searchKinds = [
  'file',
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

interface Asked {
  projectId: string
  range: { from: string; to: string } | null
}

/** How many of a kind are ranked at most, the newest. */
export const mostRanked = 1000

const named = sql`search_words(name)`
const rank = (name: SQL, rest?: SQL): SQL =>
  rest
    ? sql`ts_rank(setweight(${name}, 'A') || setweight(${rest}, 'C'), asked.query)`
    : sql`ts_rank(setweight(${name}, 'A'), asked.query)`

/**
 * For each kind what is found, as (id, title, detail, extra, at, rank): `id` is unique within the kind, `extra` is what its
 * address needs besides. `asked.query` is the text query.
 */
export const findings = ({ projectId, range }: Asked): Record<SearchKind, SQL> => {
  const mine = sql`project_id = ${projectId}`
  const { from = null, to = null } = range ?? {}
  const within = (id: SQL) => sql`${id} between ${from}::uuid and ${to}::uuid`
  return {
    file: sql`select name as id, name as title, version::text as detail, null::text as extra, created_at as at, ${rank(named)} as rank
      from (select distinct on (name) name, version, created_at from files, asked
        where ${mine} and deleted_at is null and ${named} @@ asked.query order by name, version desc) files, asked`,
    column: sql`select name || '#' || column_name, column_name, name, null, created_at, ${rank(sql`search_words(column_name)`)}
      from (select f.name, c->>'name' as column_name, f.created_at
        from (select distinct on (name) name, columns, created_at from files, asked
          where ${mine} and deleted_at is null and search_words_of_columns(columns) @@ asked.query order by name, version desc) f,
          jsonb_array_elements(f.columns) c) found, asked
      where search_words(column_name) @@ asked.query`,
    pipeline: sql`select p.slug, p.name, r.spec->>'description', null, p.updated_at,
        ${rank(sql`search_words(p.name || ' ' || p.slug)`, sql`search_words(coalesce(r.spec->>'description', ''))`)}
      from pipelines p join revisions r on r.pipeline_id = p.id and r.number = p.head, asked
      where p.project_id = ${projectId} and p.deleted_at is null and
        search_words(concat_ws(' ', p.name, p.slug, r.spec->>'description')) @@ asked.query`,
    node: sql`select p.slug || '#' || node.key, node.value->>'name', p.name, p.slug, p.updated_at, ${rank(sql`search_words(node.value->>'name')`)}
      from pipelines p join revisions r on r.pipeline_id = p.id and r.number = p.head, jsonb_each(r.spec->'nodes') node, asked
      where p.project_id = ${projectId} and p.deleted_at is null and search_words_of_spec(r.spec) @@ asked.query
        and search_words(node.value->>'name') @@ asked.query`,
    run: sql`select found.id::text, found.name, status, case when kind <> 'pipeline' then e.number::text end, to_timestamp(started_at / 1000.0),
        ${rank(sql`search_words(found.name)`)} from (
        (select id, name, status, kind, started_at, experiment_id from tracked_runs, asked where ${mine} and deleted_at is null and ${named} @@ asked.query
          order by started_at desc, id limit ${mostRanked})
        union (select id, name, status, kind, started_at, experiment_id from tracked_runs where ${mine} and deleted_at is null and ${within(sql`id`)} limit 50)
      ) found join experiments e on e.id = found.experiment_id, asked`,
    experiment: sql`select number::text, name, description, null, updated_at, ${rank(named, sql`search_words(coalesce(description, ''))`)}
      from experiments, asked where ${mine} and deleted_at is null and search_words(concat_ws(' ', name, description)) @@ asked.query`,
    model: sql`select name, name, description, null, updated_at, ${rank(named, sql`search_words(coalesce(description, ''))`)}
      from models, asked where ${mine} and deleted_at is null and search_words(concat_ws(' ', name, description)) @@ asked.query`,
    version: sql`select m.name || '@' || v.number, m.name, found.text, v.number::text, v.created_at, ${rank(sql`search_words(found.text)`)}
      from (
        select f.version_id, f.description as text from model_version_facts f, asked where search_words(f.description) @@ asked.query
        union all
        select t.version_id, t.key || ': ' || left(t.value, 200) from version_tags t, asked where search_words(t.key || ' ' || t.value) @@ asked.query
      ) found join model_versions v on v.id = found.version_id join models m on m.id = v.model_id, asked
      where m.project_id = ${projectId} and v.deleted_at is null`,
    'logged-model': sql`select id, name, status, replace(source_run_id::text, '-', ''), created_at, ${rank(named)} from logged_models, asked
      where ${mine} and deleted_at is null and ${named} @@ asked.query`,
    endpoint: sql`select name, name, null, null, created_at, ${rank(named)} from endpoints, asked
      where ${mine} and deleted_at is null and ${named} @@ asked.query`,
    prediction: sql`select p.id::text, e.name, p.output->>'prediction', null, p.at, 1::float4 from predictions p
      join endpoints e on e.id = p.endpoint_id where e.project_id = ${projectId} and ${within(sql`p.id`)} limit 50`,
  }
}

/** What people look for most comes first among equals. */
export const weight = sql`case kind when 'pipeline' then 1.3 when 'model' then 1.3 when 'endpoint' then 1.3 when 'file' then 1.2
  when 'experiment' then 1.1 when 'run' then 0.9 when 'column' then 0.8 when 'node' then 0.8 else 1 end`
