import { sql } from 'drizzle-orm'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { type Described, factsOf } from './facts.ts'
import type { Thing } from './thing.ts'

/** Of each kind. */
const shown = 6

/** The newest of each kind, to start from; of files, of logged data and of models the newest version of each. */
export async function recent(ctx: Context): Promise<Described[]> {
  authorize(ctx, 'lineage', 'read')
  const { projectId } = ctx.actor
  const { rows } = await ctx.db.execute<Record<string, unknown> & Thing>(sql`
    (select 'endpoint' as kind, id::text as id from endpoints where project_id = ${projectId} and deleted_at is null
      order by created_at desc limit ${shown})
    union all (select 'version', v.id::text from models m, lateral (
        select id, created_at from model_versions v where v.model_id = m.id and v.deleted_at is null order by number desc limit 1
      ) v where m.project_id = ${projectId} and m.deleted_at is null order by v.created_at desc limit ${shown})
    union all (select 'file', name || '@' || version from (
        select distinct on (name) name, version, created_at from files where project_id = ${projectId} and deleted_at is null
        order by name, version desc
      ) f order by created_at desc limit ${shown})
    union all (select 'dataset', name || '@' || digest from (
        select distinct on (name) name, digest, created_at from datasets where project_id = ${projectId} order by name, created_at desc
      ) d order by created_at desc limit ${shown})
    union all (select 'run', id::text from tracked_runs where project_id = ${projectId} and deleted_at is null and parent_id is null
      order by started_at desc limit ${shown})
    union all (select 'prediction', p.id::text from endpoints e, lateral (
        select id, at from predictions where endpoint_id = e.id order by at desc limit ${shown}
      ) p where e.project_id = ${projectId} order by p.at desc limit ${shown})`)
  const known = await factsOf(ctx.db, projectId, rows)
  return rows.flatMap(({ kind, id }) => known.get(`${kind}:${id}`) ?? [])
}
