import { eq } from 'drizzle-orm'
import { runs } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Context, Resources } from '#services/context.ts'

/** The platform acting for the person who started a run. */
export const workerContext = (resources: Resources, run: { projectId: string; startedBy: string }): Context => ({
  ...resources,
  actor: { userId: run.startedBy, name: run.startedBy, projectId: run.projectId, role: 'worker' },
})

const kept = 1000

/** Whose a run is never changes, so it is read once a process. Faults: NOT_FOUND. */
export function createScopes(resources: Resources): (runId: string) => Promise<Context> {
  const contexts = new Map<string, Context>()
  return async (runId) => {
    const known = contexts.get(runId)
    if (known) return known
    const [run] = await resources.db
      .select({ projectId: runs.projectId, startedBy: runs.startedBy })
      .from(runs)
      .where(eq(runs.id, runId))
    if (!run) throw new Fault('NOT_FOUND', `no such run: ${runId}`)
    const ctx = workerContext(resources, run)
    const [oldest] = contexts.keys()
    if (contexts.size >= kept && oldest) contexts.delete(oldest)
    contexts.set(runId, ctx)
    return ctx
  }
}
