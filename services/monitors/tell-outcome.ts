import { and, eq, isNull } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { alerts, modelVersions, pipelines, runs, type Severity, steps } from '#db/schema.ts'
import { groupOf } from '#pipeline/define-node.ts'
import type { FaultData } from '#pipeline/fault.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import { alarmsOf, watchKindOf } from '#pipeline/ports/watch.ts'
import { raise } from '../alerts/raise.ts'
import { settle } from '../alerts/settle.ts'
import type { Store } from '../artifacts/store.ts'
import type { RunRow } from '../runs/find.ts'
import { beganAt } from './began-at.ts'
import { nobodyAsked } from './nobody-asked.ts'
import { retrainedBy } from './retrained-by.ts'
import { watchedBy } from './watched-by.ts'

/** In the transaction that ends a run of a pipeline that watches an endpoint: a gate that failed is an alert, and one that passed settles it. */
export async function tellOutcome(
  tx: Queryable,
  store: Store,
  run: RunRow,
  { status, fault }: { status: string; fault: FaultData | null },
): Promise<void> {
  const endpoint = watchedBy(run.plan)
  if (!endpoint) return
  const { projectId } = run
  const key = `monitor:${run.pipelineId}`
  if (status !== 'done' && fault?.code !== 'GATE_FAILED') return
  const made = await tx.select({ node: steps.node, outputs: steps.outputs }).from(steps).where(eq(steps.runId, run.id))
  const outputs = made.flatMap(({ outputs }) => Object.values(outputs ?? {}))
  if (status === 'done') {
    // That nobody asked, or that all was well before, is no proof that it is over.
    if (nobodyAsked(run.plan, made) || windowEnd(run) <= (await lastTold(tx, { projectId, key }))) return
    return await settle(tx, { projectId, key, why: 'a later report found all well' })
  }
  if (!fault) return
  const began = await beganAt(store, run.plan, outputs)
  const since = began && began < run.createdAt ? began : run.createdAt
  await raise(tx, {
    ...{ projectId, key, since, link: `/endpoints/${endpoint}/reports?run=${run.id}` },
    severity: severityOf(outputs),
    title: `an endpoint is not as it was: ${endpoint}`,
    what: `${fault.message}.`,
    retrain: (await retrainedBy(tx, projectId, endpoint)) ?? (await trainedBy(tx, projectId, outputs)),
  })
}

/** A firing that is made up for looks at a window of the past. */
const windowEnd = ({ plan, createdAt }: RunRow): number => {
  const ends = plan.steps.flatMap(({ kind, params }) =>
    groupOf(kind) === 'monitor' ? Date.parse(`${params.until}`) : [],
  )
  return Math.min(createdAt.getTime(), ...ends.filter((end) => !Number.isNaN(end)))
}

async function lastTold(tx: Queryable, { projectId, key }: { projectId: string; key: string }): Promise<number> {
  const open = and(eq(alerts.projectId, projectId), eq(alerts.key, key), isNull(alerts.settledAt))
  const [row] = await tx.select({ at: alerts.lastAt }).from(alerts).where(open)
  return row?.at.getTime() ?? 0
}

/** Answers that are wrong, or do not come, are worse than inputs that have changed. */
function severityOf(outputs: readonly PortValue[]): Severity {
  const bad = outputs.some((value) => {
    const kind = value.type === 'report' ? watchKindOf(value.metrics) : undefined
    if (value.type !== 'report' || !kind || kind === 'quality') return false
    return (value.metrics[alarmsOf(kind)] ?? 0) > 0
  })
  return bad ? 'critical' : 'warning'
}

/** The pipeline that made the version which answers. */
async function trainedBy(tx: Queryable, projectId: string, outputs: readonly PortValue[]): Promise<string | undefined> {
  const model = outputs.find((value) => value.type === 'model')
  if (!model?.version) return undefined
  const [found] = await tx
    .select({ slug: pipelines.slug })
    .from(modelVersions)
    .innerJoin(runs, eq(runs.id, modelVersions.runId))
    .innerJoin(pipelines, eq(pipelines.id, runs.pipelineId))
    .where(and(eq(modelVersions.id, model.version.id), eq(pipelines.projectId, projectId)))
  return found?.slug
}
