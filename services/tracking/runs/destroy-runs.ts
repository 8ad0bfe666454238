import { sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { experiments, loggedModels, models, modelVersions, trackedRuns } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { folderOf, forget } from '../artifacts/forget.ts'
import { noSuchRun, plainId } from './find.ts'

interface Found extends Record<string, unknown> {
  id: string
  deleted: boolean
  root: string
}

/** Tells which bytes nobody has a name for any more. */
export async function destroyRuns(tx: Queryable, projectId: string, ids: readonly string[]): Promise<string[]> {
  const given = sql`any(${sql.param([...ids])}::uuid[])`
  const { rows: found } = await tx.execute<Found>(sql`
    select r.id, r.deleted_at is not null as deleted, coalesce(r.artifact_root, e.artifact_location, 'mlflow-artifacts:/' || e.number) as root
    from ${trackedRuns} r join ${experiments} e on e.id = r.experiment_id
    where r.project_id = ${projectId} and r.id = ${given} for update of r`)
  const known = new Map(found.map((run) => [run.id, run]))
  const missing = ids.find((id) => !known.has(id))
  if (missing) throw noSuchRun(missing)
  const active = found.find(({ deleted }) => !deleted)
  if (active)
    throw new Fault('CONFLICT', `the run is not in the trash: ${plainId(active.id)}`, {
      hint: 'move it to the trash first',
    })
  const { rows: logged } = await tx.execute<{ id: string; run: string; root: string | null }>(sql`
    delete from ${loggedModels} l where l.project_id = ${projectId} and l.source_run_id = ${given} and not exists (
      select from ${modelVersions} v join ${models} m on m.id = v.model_id
      where m.project_id = ${projectId} and v.logged_model_id = l.id and v.deleted_at is null
    ) returning l.id, l.source_run_id as run, l.artifact_root as root`)
  await tx.execute(sql`delete from ${trackedRuns} where id = ${given}`)
  const within = (run: string, rest: string, own?: string | null) => {
    const root = folderOf(own ?? known.get(run)?.root ?? '')
    return root === undefined ? [] : [`${root}/${rest}`]
  }
  return await forget(tx, projectId, [
    ...ids.flatMap((id) => within(id, plainId(id))),
    ...logged.flatMap(({ id, run, root }) => within(run, `models/${id}`, root)),
  ])
}
