import { sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import type { Thing, ThingKind } from './thing.ts'

/** A thing as people know it. */
export interface Described {
  /** `kind:name`, which finds it again. */
  id: string
  kind: ThingKind
  name: string
  /** Number of a version or revision. */
  version: number | null
  /** Of a run: how it ended; of a version: stage; of an endpoint: how a version is used. */
  note: string | null
  /** Of a run: pipeline, step, notebook or client. */
  sort: string | null
  /** Of a run: the number of its experiment. */
  experiment: number | null
  at: Date | null
  by: string | null
  /** No longer in use. */
  removed: boolean
}

const keyOf = ({ kind, id }: Thing) => `${kind}:${id}`

type Row = Omit<Described, 'at'> & { key: string; at: string | null } & Record<string, unknown>

/** Names and facts of things, by `kind:id`; what is gone is left out. */
export async function factsOf(q: Queryable, projectId: string, things: Thing[]): Promise<Map<string, Described>> {
  const ids = (kind: ThingKind) => JSON.stringify(things.filter((one) => one.kind === kind).map(({ id }) => id))
  const among = (kind: ThingKind) => sql`(select value from jsonb_array_elements_text(${ids(kind)}::jsonb))`
  const uuids = (kind: ThingKind) => sql`(select value::uuid from jsonb_array_elements_text(${ids(kind)}::jsonb))`
  const { rows } = await q.execute<Row>(sql`
    select 'file:' || name || '@' || version as key, 'file:' || name || '@' || version as id, 'file' as kind, name,
      version, rows::text as note, null as sort, null::int as experiment, created_at as at, created_by as by, deleted_at is not null as removed
    from files where project_id = ${projectId}
      and (name, version) in (select substring(value from '^(.*)@[0-9]+$'), substring(value from '@([0-9]+)$')::int from ${among('file')} value)
    union all
    select 'pipeline:' || r.id, 'pipeline:' || p.slug || '@' || r.number, 'pipeline', p.name, r.number, p.slug, null, null, r.created_at,
      r.created_by, p.deleted_at is not null
    from revisions r join pipelines p on p.id = r.pipeline_id where p.project_id = ${projectId} and r.id in ${uuids('pipeline')}
    union all
    select 'run:' || t.id, 'run:' || t.id, 'run', t.name, null, t.status, t.kind, e.number, to_timestamp(t.started_at / 1000.0),
      t.created_by, t.deleted_at is not null
    from tracked_runs t join experiments e on e.id = t.experiment_id where t.project_id = ${projectId} and t.id in ${uuids('run')}
    union all
    select 'logged-model:' || l.id, 'logged-model:' || l.id, 'logged-model', l.name, null, l.status, null, null, l.created_at,
      l.created_by, l.deleted_at is not null
    from logged_models l where l.project_id = ${projectId} and l.id in ${among('logged-model')}
    union all
    select 'version:' || v.id, 'version:' || m.name || '@' || v.number, 'version', m.name, v.number, f.stage, null, null, v.created_at,
      v.created_by, v.deleted_at is not null
    from model_versions v join models m on m.id = v.model_id left join model_version_facts f on f.version_id = v.id
    where m.project_id = ${projectId} and v.id in ${uuids('version')}
    union all
    select 'endpoint:' || e.id, 'endpoint:' || e.name, 'endpoint', e.name, null, null, null, null, e.created_at, null,
      e.deleted_at is not null
    from endpoints e where e.project_id = ${projectId} and e.id in ${uuids('endpoint')}
    union all
    select 'prediction:' || p.id, 'prediction:' || p.id, 'prediction', e.name, null, p.output->>'prediction', null, null, p.at, null, false
    from predictions p join endpoints e on e.id = p.endpoint_id
    where e.project_id = ${projectId} and p.id in ${uuids('prediction')}`)
  const known = new Map(
    rows.map(({ key, at, ...row }) => [key, { ...row, at: at === null ? null : new Date(at) } satisfies Described]),
  )
  for (const thing of things) if (!known.has(keyOf(thing))) addUnstored(known, thing)
  return known
}

/** Data of other programs is known by what a run said of it alone. */
function addUnstored(known: Map<string, Described>, { kind, id }: Thing): void {
  if (kind !== 'dataset') return
  const nothing = { version: null, sort: null, experiment: null, at: null, by: null, removed: false }
  const [, name = id, digest = null] = /^(.*)@([^@]+)$/.exec(id) ?? []
  known.set(`${kind}:${id}`, { id: `${kind}:${id}`, kind, name, note: digest, ...nothing })
}
