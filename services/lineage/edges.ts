import { type SQL, sql } from 'drizzle-orm'
import { fileSource } from '../runs/track-data.ts'

/** What a thing is asked for: where it went, or where it came from. */
export type Direction = 'down' | 'up'

interface Around {
  projectId: string
  /** How many neighbours of one sort a thing shows, the newest. */
  fan: number
}

/** Versions that endpoints send traffic to now. */
export const serving = (projectId: string): SQL => sql`
  select share."versionId" as version_id, route.endpoint_id, share.mode, share.weight
  from (
    select distinct on (r.endpoint_id) r.endpoint_id, r.shares from routes r
    join endpoints e on e.id = r.endpoint_id
    where e.project_id = ${projectId} and e.deleted_at is null order by r.endpoint_id, r.number desc
  ) route, jsonb_to_recordset(route.shares) share("versionId" uuid, mode text, weight float8)`

// In the collation of the index, which is not that of the walk's ids.
const fileName = sql`substring(walk.id from '^(.*)@[0-9]+$') collate "default"`
const fileVersion = sql`substring(walk.id from '@([0-9]+)$')::int`
const datasetName = sql`substring(walk.id from '^(.*)@[^@]+$')`
const datasetDigest = sql`substring(walk.id from '@([^@]+)$')`
/** Only looked at where the kind says that the id is one. */
const uuid = sql`case when walk.kind in ('pipeline', 'run', 'version', 'endpoint', 'prediction') then walk.id::uuid end`
const hex = sql`replace(walk.id, '-', '')`

/** Neighbours of `walk(kind, id)`, each sub-select by an index and no more of it than `fan`. */
export const neighbours = (direction: Direction, around: Around): SQL => {
  const limited = (part: SQL) => sql`(${part} limit ${around.fan})`
  return sql.join((direction === 'down' ? down(around) : up(around)).map(limited), sql` union all `)
}

const down = ({ projectId }: Around): SQL[] => [
  sql`select 'run', f.run_id::text from run_files f
    where walk.kind = 'file' and f.project_id = ${projectId} and f.name = ${fileName} and f.version = ${fileVersion}
    order by f.created_at desc`,
  sql`select 'run', d.run_id::text from dataset_inputs d join tracked_runs t on t.id = d.run_id
    where walk.kind = 'dataset' and d.source_type <> ${fileSource} and t.project_id = ${projectId} and d.name = ${datasetName} and d.digest = ${datasetDigest}`,
  sql`select 'run', r.id::text from runs r
    where walk.kind = 'pipeline' and r.revision_id = ${uuid} order by r.created_at desc`,
  sql`select 'run', t.id::text from tracked_runs t where walk.kind = 'run' and t.parent_id = ${uuid}`,
  sql`select 'logged-model', l.id from logged_models l
    where walk.kind = 'run' and l.project_id = ${projectId} and l.source_run_id = ${uuid}`,
  sql`select 'logged-model', m.model_id from run_models m
    where walk.kind = 'run' and m.run_id = ${uuid} and m.direction = 'output'`,
  sql`select 'run', m.run_id::text from run_models m
    where walk.kind = 'logged-model' and m.model_id = walk.id and m.direction = 'input'`,
  sql`select 'version', v.id::text from model_versions v
    where walk.kind = 'run' and v.run_id = ${uuid} order by v.created_at desc`,
  sql`select 'version', v.id::text from model_versions v join models m on m.id = v.model_id
    where walk.kind = 'run' and v.tracked_run_id = ${hex} and m.project_id = ${projectId} order by v.created_at desc`,
  sql`select 'version', v.id::text from model_versions v join models m on m.id = v.model_id
    where walk.kind = 'logged-model' and v.logged_model_id = walk.id and m.project_id = ${projectId}`,
  sql`select 'endpoint', s.endpoint_id::text from serving s where walk.kind = 'version' and s.version_id = ${uuid}`,
]

const up = ({ projectId }: Around): SQL[] => [
  // What else the endpoint sends traffic to now is nothing that the answer rests on.
  sql`select 'version', p.version_id::text from predictions p where walk.kind = 'prediction' and p.id = ${uuid}`,
  sql`select 'endpoint only', p.endpoint_id::text from predictions p where walk.kind = 'prediction' and p.id = ${uuid}`,
  sql`select 'version', s.version_id::text from serving s where walk.kind = 'endpoint' and s.endpoint_id = ${uuid}`,
  sql`select 'run', v.run_id::text from model_versions v
    where walk.kind = 'version' and v.id = ${uuid} and v.run_id is not null`,
  sql`select 'run', t.id::text from model_versions v join tracked_runs t on t.project_id = ${projectId}
      and t.id = case when v.tracked_run_id ~ '^[0-9a-f]{32}$' then v.tracked_run_id::uuid end
    where walk.kind = 'version' and v.id = ${uuid}`,
  sql`select 'logged-model', l.id from model_versions v join logged_models l
      on l.id = v.logged_model_id and l.project_id = ${projectId}
    where walk.kind = 'version' and v.id = ${uuid}`,
  sql`select 'run', l.source_run_id::text from logged_models l
    where walk.kind = 'logged-model' and l.id = walk.id and l.source_run_id is not null`,
  sql`select 'run', m.run_id::text from run_models m
    where walk.kind = 'logged-model' and m.model_id = walk.id and m.direction = 'output'`,
  sql`select 'logged-model', m.model_id from run_models m
    where walk.kind = 'run' and m.run_id = ${uuid} and m.direction = 'input'`,
  sql`select 'run', t.parent_id::text from tracked_runs t
    where walk.kind = 'run' and t.id = ${uuid} and t.parent_id is not null`,
  sql`select 'pipeline', r.revision_id::text from runs r where walk.kind = 'run' and r.id = ${uuid}`,
  sql`select 'file', f.name || '@' || coalesce(f.version, 0) from run_files f where walk.kind = 'run' and f.run_id = ${uuid}`,
  sql`select 'dataset', d.name || '@' || d.digest from dataset_inputs d
    where walk.kind = 'run' and d.run_id = ${uuid} and d.source_type <> ${fileSource}`,
]
