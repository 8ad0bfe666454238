import { eq } from 'drizzle-orm'
import { runs } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Context, Resources } from '../context.ts'

/** The platform at work on a run, for the person who started it. */
export const workContext = (resources: Resources, run: { projectId: string; startedBy: string }): Context => ({
  ...resources,
  actor: { userId: run.startedBy, name: run.startedBy, projectId: run.projectId, role: 'worker' },
})

/** The same for a run known by its id alone. Faults: NOT_FOUND. */
export async function workContextOf(resources: Resources, runId: string): Promise<Context> {
  const [run] = await resources.db
    .select({ projectId: runs.projectId, startedBy: runs.startedBy })
    .from(runs)
    .where(eq(runs.id, runId))
  if (!run) throw new Fault('NOT_FOUND', `no such run: ${runId}`)
  return workContext(resources, run)
}
