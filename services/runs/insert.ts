import type { Queryable } from '#db/client.ts'
import { runFiles, runs, steps } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Actor } from '../context.ts'
import { notify } from '../events/notify.ts'
import { filesOf } from './files-of.ts'
import { find } from './find.ts'
import type { Prepared } from './prepare.ts'
import { trackStart } from './track.ts'

interface NewRun {
  id: string
  prepared: Prepared
  overrides: Record<string, string | number | boolean>
  /** That which becomes the run; without one, a workflow named after it. */
  workflow?: string
}

/** A run with its steps, unless it is there already: answers whether it is new. Faults: CONFLICT for an id of another pipeline's. */
export async function insertRun(
  tx: Queryable,
  actor: Actor,
  { id, prepared, overrides, workflow }: NewRun,
): Promise<boolean> {
  const { pipelineId, slug, revisionId, revision, plan } = prepared
  const { projectId, userId } = actor
  const inserted = await tx
    .insert(runs)
    .values({ id, projectId, pipelineId, revisionId, overrides, plan, startedBy: userId, workflow })
    .onConflictDoNothing()
    .returning({ id: runs.id })
  if (inserted.length === 0) {
    const former = await find(tx, projectId, id)
    if (former.pipelineId !== pipelineId) throw new Fault('CONFLICT', `a run of another pipeline has this id: ${id}`)
    return false
  }
  if (plan.steps.length > 0)
    await tx.insert(steps).values(plan.steps.map(({ node, key, effect }) => ({ runId: id, node, key, effect })))
  const read = filesOf(plan).map((file) => ({ ...file, runId: id, projectId }))
  if (read.length > 0) await tx.insert(runFiles).values(read)
  await trackStart(tx, actor, { id, slug, revision, plan })
  await notify(tx, { project: projectId, topic: 'run', run: id })
  return true
}
