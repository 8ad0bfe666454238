import type { Context, Resources } from '#services/context.ts'
import { workContextOf } from '#services/runs/work-context.ts'

const kept = 1000

/** Whose a run is never changes, so it is read once a process. Faults: NOT_FOUND. */
export function createContexts(resources: Resources): (runId: string) => Promise<Context> {
  const contexts = new Map<string, Context>()
  return async (runId) => {
    const known = contexts.get(runId)
    if (known) return known
    const ctx = await workContextOf(resources, runId)
    const [oldest] = contexts.keys()
    if (contexts.size >= kept && oldest) contexts.delete(oldest)
    contexts.set(runId, ctx)
    return ctx
  }
}
