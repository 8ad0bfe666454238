import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { experiments, trackedRuns } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { folderOf } from '../artifacts/forget.ts'

/** As MLflow writes them: 32 hex digits. Postgres reads either form. */
export const plainId = (id: string): string => id.replaceAll('-', '')

/** Faults in the words that MLflow's clients look for. */
export const noSuchRun = (id: string): Fault => new Fault('NOT_FOUND', `Run with id=${plainId(id)} not found`)

export const notActive = (id: string): Fault =>
  new Fault('INVALID_INPUT', `The run ${plainId(id)} must be in the 'active' state. Current state is deleted.`)

/** A run that can be written to. Faults: NOT_FOUND; INVALID_INPUT for one in the trash. */
export async function findActive(q: Queryable, projectId: string, id: string) {
  const [row] = await q
    .select()
    .from(trackedRuns)
    .where(and(eq(trackedRuns.projectId, projectId), eq(trackedRuns.id, id)))
  if (!row) throw noSuchRun(id)
  if (row.deletedAt) throw notActive(id)
  return row
}

/** Where the files of a run lie in our own store: a run that moves takes its experiment's place along. */
export async function runFolder(q: Queryable, id: string): Promise<string | undefined> {
  const [run] = await q
    .select({
      number: experiments.number,
      root: sql<string | null>`coalesce(${trackedRuns.artifactRoot}, ${experiments.artifactLocation})`,
    })
    .from(trackedRuns)
    .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
    .where(eq(trackedRuns.id, id))
  return run && `${folderOf(run.root ?? '') ?? run.number}/${plainId(id)}/artifacts`
}
