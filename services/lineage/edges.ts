import { type SQL, sql } from 'drizzle-orm'
import { digestLength, fileSource } from '../runs/track-data.ts'

/** What a thing is asked for: where it went, or where it came from. */
export type Direction = 'down' | 'up'

export interface Around {
  projectId: string
  /** How many neighbours of one sort a thing shows, the newest. */
  fan: number
  /** Versions no longer in use, of which others may have been made. */
  removed: 'hidden' | 'shown'
}

/** Versions that endpoints send traffic to now. */
export const serving = (projectId: string): SQL => sql`
  select share."versionId" as version_id, route.endpoint_id, share.mode, share.weight
  from (
    select distinct on (r.endpoint_id) r.endpoint_id, r.shares from routes r
    join endpoints e on e.id = r.endpoint_id
    where e.project_id = ${projectId} and e.deleted_at is null order by r.endpoint_id, r.number desc
  ) route, jsonb_to_recordset(route.shares) share("versionId" uuid, mode text, weight float8)`

/** Demos that answer by a version, chosen for them or where an endpoint of `serving` sends its traffic. */
export const demosOn = (version: SQL): SQL => sql`
  select demos.id, demos.name from demos where demos.version_id = ${version} and demos.deleted_at is null
  union select demos.id, demos.name from serving join demos on demos.endpoint_id = serving.endpoint_id
    where serving.version_id = ${version} and demos.deleted_at is null`

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

/** A version that was made of another one, which the walk comes by anyway. */
const madeOf = (projectId: string) => sql`(v.source like 'models:/%' and exists (
  select from models om join model_versions o on o.model_id = om.id and o.number = ${numberOf('v')} and o.deleted_at is null
  where om.project_id = ${projectId} and om.name = ${nameOf('v')}))`
const nameOf = (version: string) => sql.raw(`substring(${version}.source from '^models:/+([^/]+)/[0-9]{1,9}/*$')`)
const numberOf = (version: string) =>
  sql.raw(`substring(${version}.source from '^models:/+[^/]+/([0-9]{1,9})/*$')::int`)

const down = ({ projectId, removed }: Around): SQL[] => {
  const inUse = removed === 'shown' ? sql`true` : sql`v.deleted_at is null`
  const ofOwn = sql`not ${madeOf(projectId)}`
  return [
    sql`select 'run', f.run_id::text from run_files f
      where walk.kind = 'file' and f.project_id = ${projectId} and f.name = ${fileName} and f.version = ${fileVersion}
      order by f.created_at desc`,
    sql`select 'run', d.run_id::text from files f
      join dataset_inputs d on d.name = f.name collate "C" and d.digest = left(f.sha256, ${digestLength}) collate "C" and d.source_type = ${fileSource}
      join tracked_runs t on t.id = d.run_id and t.project_id = f.project_id and t.kind in ('notebook', 'client')
      where walk.kind = 'file' and f.project_id = ${projectId} and f.name = ${fileName} and f.version = ${fileVersion}
      order by t.started_at desc`,
    sql`select 'run', d.run_id::text from dataset_inputs d join tracked_runs t on t.id = d.run_id
      where walk.kind = 'dataset' and d.source_type <> ${fileSource} and t.project_id = ${projectId} and d.name = ${datasetName} and d.digest = ${datasetDigest}
      order by t.started_at desc`,
    sql`select 'run', r.id::text from runs r
      where walk.kind = 'pipeline' and r.revision_id = ${uuid} order by r.created_at desc`,
    sql`select 'run', t.id::text from tracked_runs t where walk.kind = 'run' and t.parent_id = ${uuid} order by t.started_at desc`,
    sql`select 'logged-model', l.id from logged_models l
      where walk.kind = 'run' and l.project_id = ${projectId} and l.source_run_id = ${uuid}`,
    sql`select 'logged-model', m.model_id from run_models m
      where walk.kind = 'run' and m.run_id = ${uuid} and m.direction = 'output'`,
    sql`select 'run', m.run_id::text from run_models m
      where walk.kind = 'logged-model' and m.model_id = walk.id and m.direction = 'input'`,
    // A training within the run is nearer to the version than the run is.
    sql`select 'version', v.id::text from model_versions v
      where walk.kind = 'run' and v.run_id = ${uuid} and ${inUse}
        and not exists (select from tracked_runs t where t.id = ${told} and t.parent_id = v.run_id)
      order by v.created_at desc`,
    sql`select 'version', v.id::text from model_versions v join models m on m.id = v.model_id
      where walk.kind = 'run' and v.tracked_run_id = ${hex} and m.project_id = ${projectId} and ${inUse} and ${ofOwn}
      order by v.created_at desc`,
    sql`select 'version', v.id::text from model_versions v join models m on m.id = v.model_id
      where walk.kind = 'logged-model' and v.logged_model_id = walk.id and m.project_id = ${projectId} and ${inUse} and ${ofOwn}
      order by v.created_at desc`,
    sql`select 'version', v.id::text from model_versions o join models om on om.id = o.model_id
      join model_versions v on left(v.source, 300) = 'models:/' || om.name || '/' || o.number and v.source like 'models:/%'
      join models m on m.id = v.model_id
      where walk.kind = 'version' and o.id = ${uuid} and m.project_id = ${projectId} and ${inUse}
      order by v.created_at desc`,
    sql`select 'version', v.id::text from version_rows w join model_versions v on v.id = w.version_id
      join models m on m.id = v.model_id
      where walk.kind = 'file' and m.project_id = ${projectId} and w.name = ${fileName} and w.version = ${fileVersion} and ${inUse}
      order by v.created_at desc`,
    sql`select 'endpoint', s.endpoint_id::text from serving s where walk.kind = 'version' and s.version_id = ${uuid}`,
  ]
}

/** The run that a version names, if it is a run's id. */
const told = sql`case when v.tracked_run_id ~ '^[0-9a-f]{32}$' then v.tracked_run_id::uuid end`

const up = ({ projectId }: Around): SQL[] => {
  const ofOwn = sql`not ${madeOf(projectId)}`
  return [
    // What else the endpoint sends traffic to now is nothing that the answer rests on.
    sql`select 'version', p.version_id::text from predictions p where walk.kind = 'prediction' and p.id = ${uuid}`,
    sql`select 'endpoint only', p.endpoint_id::text from predictions p where walk.kind = 'prediction' and p.id = ${uuid}`,
    sql`select 'version', s.version_id::text from serving s where walk.kind = 'endpoint' and s.endpoint_id = ${uuid}`,
    // Of one that answers no more: what it last rested on.
    sql`select 'version', share->>'versionId' from endpoints e, lateral (
        select shares from routes r where r.endpoint_id = e.id order by r.number desc limit 1
      ) route, jsonb_array_elements(route.shares) share
      where walk.kind = 'endpoint' and e.id = ${uuid} and e.project_id = ${projectId} and e.deleted_at is not null`,
    sql`select 'run', v.run_id::text from model_versions v
      where walk.kind = 'version' and v.id = ${uuid} and v.run_id is not null
        and not exists (select from tracked_runs t where t.id = ${told} and t.parent_id = v.run_id)`,
    sql`select 'run', t.id::text from model_versions v join tracked_runs t on t.project_id = ${projectId} and t.id = ${told}
      where walk.kind = 'version' and v.id = ${uuid} and ${ofOwn}`,
    sql`select 'logged-model', l.id from model_versions v join logged_models l
        on l.id = v.logged_model_id and l.project_id = ${projectId}
      where walk.kind = 'version' and v.id = ${uuid} and ${ofOwn}`,
    sql`select 'version', o.id::text from model_versions v
      join models m on m.project_id = ${projectId} and m.name = ${nameOf('v')}
      join model_versions o on o.model_id = m.id and o.number = ${numberOf('v')}
      where walk.kind = 'version' and v.id = ${uuid} and v.source like 'models:/%'`,
    sql`select 'file', w.name || '@' || w.version from version_rows w where walk.kind = 'version' and w.version_id = ${uuid}`,
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
    sql`select 'file', f.name || '@' || f.version from dataset_inputs d
      join tracked_runs t on t.id = d.run_id and t.kind in ('notebook', 'client')
      join files f on f.project_id = t.project_id and f.name = d.name collate "default" and left(f.sha256, ${digestLength}) = d.digest collate "default"
      where walk.kind = 'run' and d.run_id = ${uuid} and d.source_type = ${fileSource}`,
    sql`select 'dataset', d.name || '@' || d.digest from dataset_inputs d
      where walk.kind = 'run' and d.run_id = ${uuid} and d.source_type <> ${fileSource}`,
  ]
}
