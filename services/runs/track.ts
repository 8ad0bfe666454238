import { eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { type RunStatus, runs, runTags, type TrackedRunStatus, trackedRuns } from '#db/schema.ts'
import type { Plan } from '#pipeline/compile.ts'
import type { Actor } from '../context.ts'
import { notifySeldom } from '../events/notify.ts'
import { wordsAreDue } from '../search/words-are-due.ts'
import { ensureExperiment } from '../tracking/experiments/insert.ts'
import { trackData } from './track-data.ts'
import { trackEvaluations } from './track-evaluations.ts'
import { endTraining, isTraining } from './track-training.ts'

interface Started {
  id: string
  slug: string
  revision: number
  plan: Plan
}

const tracked = {
  queued: 'scheduled',
  running: 'running',
  done: 'finished',
  failed: 'failed',
  cancelled: 'killed',
} as const satisfies Record<RunStatus, TrackedRunStatus>

/** A pipeline's run is a run like any other: of the experiment that is named as the pipeline, with the same id. */
export async function trackStart(tx: Queryable, actor: Actor, { id, slug, revision, plan }: Started): Promise<void> {
  const { projectId, userId, name: userName } = actor
  const { id: experimentId } = await ensureExperiment(tx, projectId, slug)
  const name = `${slug} ${id.slice(0, 8)}`
  const run = { id, projectId, experimentId, name, userName, createdBy: userId, startedAt: Date.now() }
  await tx.insert(trackedRuns).values({ ...run, kind: 'pipeline' })
  const tags = {
    'mlflow.runName': name,
    'mlflow.user': userName,
    'mlflow.source.type': 'JOB',
    'mlflow.source.name': `${slug}@${revision}`,
    'espalier.revision': String(revision),
  }
  await tx.insert(runTags).values(Object.entries(tags).map(([key, value]) => ({ runId: id, key, value })))
  await trackData(tx, { runId: id, projectId, of: id }, plan.steps)
  await wordsAreDue(tx, id)
  await notifySeldom(tx, { project: projectId, topic: 'experiment', id: experimentId })
}

/** Ends the run, and whatever training of it nobody has ended. */
export async function trackEnd(tx: Queryable, runId: string, status: RunStatus): Promise<void> {
  const change = { status: tracked[status], endedAt: Date.now() }
  const [parent] = await tx.update(trackedRuns).set(change).where(eq(trackedRuns.id, runId)).returning()
  if (!parent) return
  const [run] = await tx.select({ plan: runs.plan }).from(runs).where(eq(runs.id, runId))
  const { projectId } = parent
  await trackData(tx, { runId, projectId, of: runId }, run?.plan.steps ?? [])
  await trackEvaluations(tx, runId, run?.plan.steps ?? [])
  for (const { node } of run?.plan.steps.filter(isTraining) ?? []) await endTraining(tx, runId, node)
  await wordsAreDue(tx, runId)
  await notifySeldom(tx, { project: parent.projectId, topic: 'experiment', id: parent.experimentId })
}
