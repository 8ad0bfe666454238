import { createHash } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import {
  latestMetrics,
  metricPoints,
  runParams,
  runs,
  runTags,
  type StepStatus,
  steps,
  type TrackedRunStatus,
  trackedRuns,
} from '#db/schema.ts'
import type { Step } from '#pipeline/compile.ts'
import { groupOf } from '#pipeline/define-node.ts'
import { notify, notifySeldom } from '../events/notify.ts'
import { wordsAreDue } from '../search/words-are-due.ts'
import { latestOf } from '../tracking/metrics/latest-of.ts'
import { stepsBefore, trackData } from './track-data.ts'

/** Trainings and notebooks are runs of their own. */
export const isTraining = ({ kind }: { kind: string }): boolean => ['training', 'notebook'].includes(groupOf(kind))

/** The same for all who look at the step, so that nobody has to search for its run. */
export function trainingId(runId: string, node: string): string {
  const hex = createHash('sha256').update(`${runId}/${node}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

/** A training that begins is a run beneath that of its pipeline; what an earlier attempt measured is gone. */
export async function beginTraining(tx: Queryable, runId: string, node: string): Promise<void> {
  if (await addTraining(tx, runId, node)) return
  const id = trainingId(runId, node)
  await tx.delete(metricPoints).where(eq(metricPoints.runId, id))
  await tx.delete(latestMetrics).where(eq(latestMetrics.runId, id))
}

/** Says whether it is new. */
async function addTraining(tx: Queryable, runId: string, node: string): Promise<boolean> {
  const [found] = await tx
    .select({ parent: trackedRuns, plan: runs.plan, startedAt: steps.startedAt })
    .from(trackedRuns)
    .innerJoin(runs, eq(runs.id, trackedRuns.id))
    .innerJoin(steps, and(eq(steps.runId, runs.id), eq(steps.node, node)))
    .where(eq(trackedRuns.id, runId))
  const step = found?.plan.steps.find((one) => one.node === node)
  if (!found || !step || !isTraining(step)) return false
  const { parent, plan } = found
  const id = trainingId(runId, node)
  const isNotebook = groupOf(step.kind) === 'notebook'
  const startedAt = found.startedAt?.getTime() ?? Date.now()
  const inherited = {
    ...parent,
    id,
    parentId: runId,
    kind: isNotebook ? ('notebook' as const) : ('step' as const),
    name: step.title,
  }
  const made = await tx
    .insert(trackedRuns)
    .values({ ...inherited, status: 'running', startedAt, endedAt: null })
    .onConflictDoNothing()
    .returning({ id: trackedRuns.id })
  if (made.length === 0) return false
  const same = ['mlflow.user', 'mlflow.source.type', 'mlflow.source.name']
  const tags = await tx
    .select({ key: runTags.key, value: runTags.value })
    .from(runTags)
    .where(and(eq(runTags.runId, runId), inArray(runTags.key, same)))
  const own = {
    'mlflow.runName': step.title,
    'mlflow.parentRunId': runId.replaceAll('-', ''),
    'espalier.node': node,
  }
  const all = [...tags, ...Object.entries(own).map(([key, value]) => ({ key, value }))]
  await tx.insert(runTags).values(all.map((tag) => ({ runId: id, ...tag })))
  const params = paramsOf(step).filter(([, value]) => value !== undefined && value !== null)
  if (params.length > 0)
    await tx.insert(runParams).values(params.map(([key, value]) => ({ runId: id, key, value: plain(value) })))
  await trackData(tx, { runId: id, projectId: parent.projectId, of: runId }, stepsBefore(plan, node))
  await wordsAreDue(tx, id)
  await notifySeldom(tx, { project: parent.projectId, topic: 'experiment', id: parent.experimentId })
  return true
}

/** Those of a notebook as the notebook itself has them, its defaults with what was set. */
function paramsOf({ params: given, files }: Step): [string, unknown][] {
  const { notebook } = files.notebook ?? {}
  if (!notebook) return Object.entries(given)
  const { values, again: _, ...params } = given
  const defaults = notebook.parameters?.map(({ name, value, default: written }) => [name, value ?? written]) ?? []
  const set = Object.entries(params).filter(
    ([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  const own = { ...Object.fromEntries(defaults), ...(values as Record<string, unknown>) }
  return Object.entries({ ...Object.fromEntries(set), ...own })
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

interface Measured {
  name: string
  index: number
  value: number
}

/** What a training says while it goes on. Of a step that is none, nothing is kept. */
export async function measureTraining(
  tx: Queryable,
  { runId, node }: { runId: string; node: string },
  measured: readonly Measured[],
): Promise<void> {
  const id = trainingId(runId, node)
  const [run] = await tx
    .select({ projectId: trackedRuns.projectId })
    .from(trackedRuns)
    .where(eq(trackedRuns.id, id))
    .for('key share')
  if (!run) return
  const at = Date.now()
  const points = measured.map(({ name, index, value }) => ({
    ...{ key: name, step: index, value, at },
    ...{ datasetName: '', datasetDigest: '' },
  }))
  const row = ({ key, step, value }: (typeof points)[number]) => ({ runId: id, key, step, at, value })
  await tx.insert(metricPoints).values(points.map(row)).onConflictDoNothing()
  await tx
    .insert(latestMetrics)
    .values(latestOf(points).map(row))
    .onConflictDoUpdate({
      target: [latestMetrics.runId, latestMetrics.key],
      set: { value: sql`excluded.value`, step: sql`excluded.step`, at: sql`excluded.at` },
      setWhere: sql`(excluded.step, excluded.at, excluded.value)
        > (${latestMetrics.step}, ${latestMetrics.at}, ${latestMetrics.value})`,
    })
  await wordsAreDue(tx, id)
  await notifySeldom(tx, { project: run.projectId, topic: 'tracked-run', run: id })
}

const ends: Partial<Record<StepStatus, TrackedRunStatus>> = { done: 'finished', failed: 'failed' }

/** Ends the run of a training whose step has ended, once, with what it measured. Says whether it was this call that did. */
export async function endTraining(tx: Queryable, runId: string, node: string): Promise<boolean> {
  const id = trainingId(runId, node)
  const [step] = await tx
    .select()
    .from(steps)
    .where(and(eq(steps.runId, runId), eq(steps.node, node)))
  if (!step || step.attempt === 0 || step.status === 'reused') return false
  const isLate = await addTraining(tx, runId, node)
  const at = step.endedAt?.getTime() ?? Date.now()
  const [run] = await tx
    .update(trackedRuns)
    .set({ status: ends[step.status] ?? 'killed', endedAt: at })
    .where(and(eq(trackedRuns.id, id), eq(trackedRuns.status, 'running')))
    .returning()
  if (!run) return false
  if (isLate)
    await tx.execute(sql`
      insert into metric_points (run_id, key, step, at, value)
      select ${id}::uuid, name, index, ${at}::bigint, value from step_metrics where run_id = ${runId} and node = ${node}`)
  const model = Object.values(step.outputs ?? {}).find((output) => output.type === 'model')
  // What the finished model is worth follows the curve of the same name, so that it is the latest.
  await tx.execute(sql`
    insert into metric_points (run_id, key, step, at, value)
    select ${id}::uuid, m.key, coalesce((select max(p.step) + 1 from metric_points p where p.run_id = ${id} and p.key = m.key), 0),
      ${at}::bigint, m.value::float8
    from jsonb_each_text(${JSON.stringify(model?.metrics ?? {})}::jsonb) m`)
  await tx.execute(sql`
    insert into latest_metrics (run_id, key, value, step, at)
    select distinct on (key) run_id, key, value, step, at from metric_points
    where run_id = ${id} order by key, step desc, at desc, value desc
    on conflict (run_id, key) do update set value = excluded.value, step = excluded.step, at = excluded.at`)
  await wordsAreDue(tx, id)
  await notify(tx, { project: run.projectId, topic: 'tracked-run', run: id })
  await notifySeldom(tx, { project: run.projectId, topic: 'experiment', id: run.experimentId })
  return true
}
