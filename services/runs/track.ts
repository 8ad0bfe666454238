import { randomUUID } from 'node:crypto'
import { and, eq, max, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import {
  latestMetrics,
  type RunStatus,
  runParams,
  runs,
  runTags,
  stepMetrics,
  steps,
  type TrackedRunStatus,
  trackedRuns,
} from '#db/schema.ts'
import type { Step } from '#pipeline/compile.ts'
import { groupOf } from '#pipeline/define-node.ts'
import type { Actor } from '../context.ts'
import { notifySeldom } from '../events/notify.ts'
import { ensureExperiment } from '../tracking/experiments/insert.ts'

interface Started {
  id: string
  slug: string
  revision: number
}

const tracked = {
  queued: 'scheduled',
  running: 'running',
  done: 'finished',
  failed: 'failed',
  cancelled: 'killed',
} as const satisfies Record<RunStatus, TrackedRunStatus>

/** A pipeline's run is a run like any other: of the experiment that is named as the pipeline, with the same id. */
export async function trackStart(tx: Queryable, actor: Actor, { id, slug, revision }: Started): Promise<void> {
  const { projectId, userId, name: userName } = actor
  const { id: experimentId } = await ensureExperiment(tx, projectId, slug)
  const name = `${slug} ${id.slice(0, 8)}`
  const run = { id, projectId, experimentId, name, userName, createdBy: userId, startedAt: Date.now() }
  await tx.insert(trackedRuns).values({ ...run, kind: 'pipeline' })
  await tag(tx, id, { 'mlflow.runName': name, 'espalier.revision': String(revision) })
  await notifySeldom(tx, { project: projectId, topic: 'experiment', id: experimentId })
}

const tag = (tx: Queryable, runId: string, tags: Record<string, string>) =>
  tx.insert(runTags).values(Object.entries(tags).map(([key, value]) => ({ runId, key, value })))

/** Ends the run, and gives each training that was done in it a run of its own beneath. */
export async function trackEnd(tx: Queryable, runId: string, status: RunStatus): Promise<void> {
  const change = { status: tracked[status], endedAt: Date.now() }
  const [parent] = await tx.update(trackedRuns).set(change).where(eq(trackedRuns.id, runId)).returning()
  if (!parent) return
  const [run] = await tx.select({ plan: runs.plan }).from(runs).where(eq(runs.id, runId))
  const trainings = run?.plan.steps.filter(({ kind }) => groupOf(kind) === 'training') ?? []
  for (const step of trainings) await trackTraining(tx, parent, step)
  await notifySeldom(tx, { project: parent.projectId, topic: 'experiment', id: parent.experimentId })
}

async function trackTraining(tx: Queryable, parent: typeof trackedRuns.$inferSelect, step: Step): Promise<void> {
  const [made] = await tx
    .select()
    .from(steps)
    .where(and(eq(steps.runId, parent.id), eq(steps.node, step.node), eq(steps.status, 'done')))
  const model = Object.values(made?.outputs ?? {}).find((output) => output.type === 'model')
  if (!made || !model) return
  const id = randomUUID()
  const at = made.endedAt?.getTime() ?? Date.now()
  const startedAt = made.startedAt?.getTime() ?? at
  await tx.insert(trackedRuns).values({
    ...{ ...parent, id, parentId: parent.id, kind: 'step', name: step.title, status: 'finished' },
    ...{ startedAt, endedAt: at },
  })
  await tag(tx, id, {
    'mlflow.runName': step.title,
    'mlflow.parentRunId': parent.id.replaceAll('-', ''),
    'espalier.node': step.node,
  })
  const params = Object.entries(step.params).filter(([, value]) => value !== undefined && value !== null)
  if (params.length > 0)
    await tx.insert(runParams).values(params.map(([key, value]) => ({ runId: id, key, value: plain(value) })))
  const measured = await tx
    .select({ name: stepMetrics.name, last: max(stepMetrics.index) })
    .from(stepMetrics)
    .where(and(eq(stepMetrics.runId, parent.id), eq(stepMetrics.node, step.node)))
    .groupBy(stepMetrics.name)
  // What the finished model is worth follows the curve of the same name, so that it is the latest.
  const after = new Map(measured.map(({ name, last }) => [name, (last ?? 0) + 1]))
  const metrics = Object.entries(model.metrics).map(([key, value]) => ({
    ...{ runId: id, key, value, at },
    step: after.get(key) ?? 0,
  }))
  if (metrics.length > 0) await tx.insert(latestMetrics).values(metrics)
  await tx.execute(sql`
    insert into latest_metrics (run_id, key, value, step, at)
    select distinct on (name) ${id}::uuid, name, value, index, ${at}::bigint from step_metrics
    where run_id = ${parent.id} and node = ${step.node} order by name, index desc
    on conflict do nothing`)
  await tx.execute(sql`
    insert into metric_points (run_id, key, step, at, value)
    select ${id}::uuid, name, index, ${at}::bigint, value from step_metrics
    where run_id = ${parent.id} and node = ${step.node}
    union select run_id, key, step, at, value from latest_metrics where run_id = ${id}
    on conflict do nothing`)
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
