import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { digestLength, fileSource } from '../runs/track-data.ts'

const ofFile = z.object({
  file: z.string(),
  /** Every version when absent. */
  version: z.number().int().min(1).optional(),
})
const ofDataset = z.object({
  /** Data that a program logged. */
  dataset: z.string(),
  /** Every content when absent. */
  digest: z.string().optional(),
})

/** Data that may have been used: an uploaded file, or what programs logged of theirs. */
export const dataRef = z.union([ofFile, ofDataset])
export type DataRef = z.infer<typeof dataRef>
export type FileRef = z.infer<typeof ofFile>

export const withData = <T extends z.ZodRawShape>(shape: T) => z.union([ofFile.extend(shape), ofDataset.extend(shape)])

/**
 * Two tables to put after `with`: `used_runs(run_id, at, version, tracked)`, runs that read some data, and
 * `used_versions(version_id, file_version)`, what came of them. A program may log its data on a run and its model on one
 * beneath that.
 */
export const usedBySql = (projectId: string, data: DataRef): SQL => sql`
  used_runs(run_id, at, version, versions, tracked) as materialized (
    ${'file' in data ? readersOfFile(projectId, data) : readersOfDataset(projectId, data)}
  ), programs as materialized (
    select run_id, version from used_runs where tracked
    union select t.id, u.version from used_runs u join tracked_runs t on t.parent_id = u.run_id and t.project_id = ${projectId} where u.tracked
  ), used_versions as materialized (
    select distinct on (version_id) version_id, file_version from (
      select v.id as version_id, u.version as file_version from used_runs u join model_versions v on v.run_id = u.run_id where not u.tracked
      union all select v.id, p.version from programs p join model_versions v on v.tracked_run_id = replace(p.run_id::text, '-', '')
      union all select v.id, p.version from programs p join logged_models l on l.source_run_id = p.run_id join model_versions v on v.logged_model_id = l.id
      union all select v.id, p.version from programs p join run_models r on r.run_id = p.run_id and r.direction = 'output'
        join model_versions v on v.logged_model_id = r.model_id${'file' in data ? importedWith(projectId, data) : sql``}
    ) found order by version_id, file_version desc nulls last
  )`

// An imported model was not seen in training: these rows told what its columns hold.
const importedWith = (projectId: string, { file, version }: FileRef) => sql`
      union all select w.version_id, w.version from version_rows w join model_versions v on v.id = w.version_id
        join models m on m.id = v.model_id and m.project_id = ${projectId}
        where w.name = ${file} and (${version ?? null}::int is null or w.version = ${version ?? null}::int)`

// Grouped one by one: of a union the planner would guess that hardly anything comes of it.
const readersOfFile = (projectId: string, { file, version }: FileRef) => sql`
  select run_id, max(created_at), max(version), array_agg(distinct version), false from run_files
  where project_id = ${projectId} and name = ${file} and (${version ?? null}::int is null or version = ${version ?? null}::int)
  group by run_id
  union all
  select d.run_id, to_timestamp(max(t.started_at) / 1000.0), max(f.version), array_agg(distinct f.version), true from files f
    join dataset_inputs d on d.name = f.name collate "C" and d.digest = left(f.sha256, ${digestLength}) collate "C" and d.source_type = ${fileSource}
    join tracked_runs t on t.id = d.run_id and t.project_id = f.project_id and t.kind in ('notebook', 'client')
  where f.project_id = ${projectId} and f.name = ${file} and (${version ?? null}::int is null or f.version = ${version ?? null}::int)
  group by d.run_id`

const readersOfDataset = (projectId: string, { dataset, digest }: z.infer<typeof ofDataset>) => sql`
  select d.run_id, to_timestamp(max(t.started_at) / 1000.0), null::int, array[]::int[], true
  from dataset_inputs d join tracked_runs t on t.id = d.run_id
  where t.project_id = ${projectId} and d.name = ${dataset} and (${digest ?? null}::text is null or d.digest = ${digest ?? null})
    and d.source_type <> ${fileSource}
  group by d.run_id`
