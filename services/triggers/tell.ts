import { and, eq, isNull, max } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { pipelines, type RunStatus, runs, triggerFirings, triggers } from '#db/schema.ts'
import { arrive } from './arrive.ts'
import type { TriggerRow } from './find.ts'

interface ModelEvent {
  projectId: string
  kind: 'registered' | 'alias-moved'
  /** Name of the model. */
  subject: string
  /** Names the event: told twice, it is one. */
  key: string
  /** `{{ event.version }}` and its kin. */
  detail: { version: number | null; alias?: string; from?: number | null }
  /** The run that did it, if it was one. */
  cause?: string | undefined
}

/** In the transaction of what it tells of: what happened to a model arrives at each trigger that waits for it. */
export async function tell(tx: Queryable, event: ModelEvent): Promise<void> {
  const { projectId, kind, subject, key, detail, cause } = event
  const rows = await tx
    .select()
    .from(triggers)
    .where(and(eq(triggers.projectId, projectId), eq(triggers.kind, 'model'), isNull(triggers.deletedAt)))
  const wanting = rows.filter(({ watch }) => isWanted(watch, event))
  if (wanting.length === 0) return
  const depth = cause ? await depthAfter(tx, cause) : 1
  const payload = { event: { model: subject, ...detail } }
  for (const trigger of wanting) await arrive(tx, trigger, { key: `${kind} ${key}`, payload, depth })
}

function isWanted(watch: TriggerRow['watch'], { kind, subject, detail }: ModelEvent): boolean {
  if (watch.kind !== 'model' || watch.event !== kind || (watch.model ?? subject) !== subject) return false
  return watch.event === 'registered' || (watch.alias ?? detail.alias) === detail.alias
}

/** The same for a run that has ended: for who waits for its pipeline, and for who watches what it measured. */
export async function tellRunEnded(tx: Queryable, runId: string, status: RunStatus): Promise<void> {
  const rows = await tx
    .select({ trigger: triggers, pipeline: pipelines.slug })
    .from(runs)
    .innerJoin(pipelines, eq(pipelines.id, runs.pipelineId))
    .innerJoin(triggers, and(eq(triggers.watchedId, runs.pipelineId), isNull(triggers.deletedAt)))
    .where(eq(runs.id, runId))
  const wanting = rows.filter(({ trigger: { watch } }) =>
    watch.kind === 'pipeline' ? watch.outcomes.some((one) => one === status) : status !== 'cancelled',
  )
  if (wanting.length === 0) return
  const depth = await depthAfter(tx, runId)
  for (const { trigger, pipeline } of wanting)
    await arrive(tx, trigger, { key: `run ${runId}`, payload: { event: { pipeline, run: runId, status } }, depth })
}

/** One more than led to the run itself. */
async function depthAfter(tx: Queryable, runId: string): Promise<number> {
  const [row] = await tx
    .select({ depth: max(triggerFirings.depth) })
    .from(triggerFirings)
    .where(eq(triggerFirings.runId, runId))
  return (row?.depth ?? 0) + 1
}
