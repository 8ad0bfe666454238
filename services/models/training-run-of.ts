import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { results, runs, steps, trackedRuns } from '#db/schema.ts'
import { trainingStepOf } from '../lineage/version-columns.ts'
import { trainingId } from '../runs/track-training.ts'
import { plainId } from '../tracking/runs/find.ts'

/**
 * The run of the training whose model a step registers, as MLflow's clients write ids. A training that was reused has no
 * run here: it is that of the run which trained.
 */
export async function trainingRunOf(
  q: Queryable,
  projectId: string,
  { runId, node }: { runId: string; node: string },
): Promise<string | undefined> {
  const [run] = await q
    .select({ plan: runs.plan })
    .from(runs)
    .where(and(eq(runs.projectId, projectId), eq(runs.id, runId)))
  const training = run && trainingStepOf(run.plan, node)
  if (!training) return undefined
  const [trained] = await q
    .select({ runId: results.runId, node: results.node })
    .from(steps)
    .innerJoin(results, and(eq(results.projectId, projectId), eq(results.key, steps.key)))
    .where(and(eq(steps.runId, runId), eq(steps.node, training.node)))
  const ids = [trainingId(runId, training.node)]
  if (trained?.runId && trained.node) ids.push(trainingId(trained.runId, trained.node))
  const known = await q
    .select({ id: trackedRuns.id })
    .from(trackedRuns)
    .where(and(eq(trackedRuns.projectId, projectId), inArray(trackedRuns.id, ids)))
  const id = ids.find((one) => known.some((row) => row.id === one))
  return id && plainId(id)
}
