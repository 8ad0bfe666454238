import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { Fault } from '#pipeline/fault.ts'
import { digestLength, fileSource } from '../runs/track-data.ts'
import { runId } from '../tracking/fields.ts'

/** What lineage knows of, from the data to the answer. */
export const thingKinds = [
  'file',
  'dataset',
  'pipeline',
  'run',
  'logged-model',
  'version',
  'endpoint',
  'prediction',
] as const
export type ThingKind = (typeof thingKinds)[number]

/** `endpoint:late-flights`, `version:late-flights@3`, `file:flights.csv` (every version) or `file:flights.csv@2`; the kind may be left out. */
export const thingName = z.string().trim().min(1, 'say what to look at').max(600)

/** As the walk knows it: files and datasets by their names, everything else by its id. */
export interface Thing {
  kind: ThingKind
  id: string
}

/** All that a name stands for: several versions of a file, one of anything else. Faults: NOT_FOUND. */
export async function findThings(q: Queryable, projectId: string, name: string): Promise<[Thing, ...Thing[]]> {
  const kind = thingKinds.find((one) => name.startsWith(`${one}:`))
  const bare = kind ? name.slice(kind.length + 1) : name
  const [, base = bare, number] = /^(.+)@(\d{1,9})$/.exec(bare) ?? []
  const version = number === undefined ? null : Number(number)
  const uuid = runId.safeParse(bare).data ?? null
  const [, dataset = null, digest = null] = /^(.+)@([^@]+)$/.exec(bare) ?? []
  const { rows } = await q.execute<{ kind: ThingKind; id: string }>(sql`
    select distinct on (rank, id) rank, kind, id from (
      (select 1 as rank, 'file' as kind, name || '@' || version as id from files
        where project_id = ${projectId} and name = ${base} and (${version}::int is null or version = ${version}::int)
        order by version desc limit 100)
      union all select 2, 'endpoint', id::text from endpoints where project_id = ${projectId} and name = ${bare}
      union all (select 3, 'version', v.id::text from model_versions v join models m on m.id = v.model_id
        where m.project_id = ${projectId} and m.name = ${base} and (${version}::int is null or v.number = ${version}::int)
        order by v.number desc limit case when ${version}::int is null then 1 else 100 end)
      union all (select 4, 'pipeline', r.id::text from revisions r join pipelines p on p.id = r.pipeline_id
        where p.project_id = ${projectId} and p.slug = ${base} and r.number = coalesce(${version}::int, p.head))
      union all select 5, 'run', id::text from tracked_runs where project_id = ${projectId} and id = ${uuid}::uuid
      union all select 5, 'run', id::text from runs where project_id = ${projectId} and id = ${uuid}::uuid
      union all select 5, 'version', v.id::text from model_versions v join models m on m.id = v.model_id
        where m.project_id = ${projectId} and v.id = ${uuid}::uuid
      union all select 6, 'prediction', p.id::text from predictions p join endpoints e on e.id = p.endpoint_id
        where e.project_id = ${projectId} and p.id = ${uuid}::uuid
      union all select 7, 'logged-model', id from logged_models where project_id = ${projectId} and id = ${bare}
      union all (select 8, 'dataset', d.name || '@' || d.digest from dataset_inputs d join tracked_runs t on t.id = d.run_id
        where t.project_id = ${projectId} and d.name = ${dataset} and d.digest = ${digest}
          and d.source_type <> ${fileSource} limit 1)
      union all (select 8, 'file', f.name || '@' || f.version from files f
        where f.project_id = ${projectId} and f.name = ${dataset} and left(f.sha256, ${digestLength}) = ${digest})
    ) known where ${kind ?? null}::text is null or kind = ${kind ?? null}::text
    order by rank, id`)
  const [first] = rows
  if (!first)
    throw new Fault('NOT_FOUND', `there is nothing of this name: ${name}`, {
      hint: 'name a file (flights.csv), an endpoint, a model version (late-flights@3), a pipeline, a run or a prediction',
    })
  const same = rows.filter((row) => row.kind === first.kind)
  return same.map((row): Thing => ({ kind: row.kind, id: row.id })) as [Thing, ...Thing[]]
}
