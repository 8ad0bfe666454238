import { and, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { trackedRuns } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'

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
