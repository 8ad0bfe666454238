import { eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { firings, pipelines, runs, schedules, steps, triggerFirings, triggers, users } from '#db/schema.ts'
import { comparisonMetric } from '#pipeline/ports/comparison.ts'
import type { DecisionEvent } from './event.ts'

export interface RunDecision {
  /** The report of champion against challenger that the run made. */
  comparison: { artifact: string; runId: string; node: string } | null
  events: DecisionEvent[]
}

/** What set a run off, what it found when it compared, and what its gates said. */
export async function ofRun(q: Queryable, runId: string): Promise<RunDecision> {
  const [run] = await q
    .select({
      ...{ plan: runs.plan, status: runs.status, createdAt: runs.createdAt, endedAt: runs.endedAt },
      ...{ by: users.name, pipeline: pipelines.name, schedule: schedules.name, due: firings.scheduledAt },
      ...{ trigger: triggers.name, arrivedAt: triggerFirings.arrivedAt },
    })
    .from(runs)
    .innerJoin(pipelines, eq(pipelines.id, runs.pipelineId))
    .leftJoin(users, eq(users.id, runs.startedBy))
    .leftJoin(firings, eq(firings.runId, runs.id))
    .leftJoin(schedules, eq(schedules.id, firings.scheduleId))
    .leftJoin(triggerFirings, eq(triggerFirings.runId, runs.id))
    .leftJoin(triggers, eq(triggers.id, triggerFirings.triggerId))
    .where(eq(runs.id, runId))
  if (!run) return { comparison: null, events: [] }
  const link = `/runs/${runId}`
  const made = await q.select().from(steps).where(eq(steps.runId, runId))
  const known = new Map(run.plan.steps.map(({ node, kind, title }) => [node, { kind, title }]))
  const compared = made.flatMap(({ node, outputs, endedAt }) =>
    Object.values(outputs ?? {}).flatMap((value) =>
      value.type === 'report' && comparisonMetric in value.metrics ? [{ node, endedAt, value }] : [],
    ),
  )
  const gates = made.filter(({ node, endedAt }) => endedAt && known.get(node)?.kind.endsWith('.gate'))
  const [first] = compared
  return {
    comparison: first ? { artifact: first.value.artifact, runId, node: first.node } : null,
    events: [
      ...setOff('schedules', run.schedule, run.due),
      ...setOff('triggers', run.trigger, run.arrivedAt),
      { at: run.createdAt, kind: 'run', what: `${run.pipeline}: ${run.status}`, good: null, by: run.by, link },
      ...compared.map(({ endedAt, value: { metrics } }): DecisionEvent => {
        const { gain = 0, gainLow = 0, gainHigh = 0, worseSlices = 0, verdict = 0 } = metrics
        const what = `gain ${short(gain)}, between ${short(gainLow)} and ${short(gainHigh)}; slices that got worse: ${worseSlices}`
        return {
          at: endedAt ?? run.createdAt,
          kind: 'compared',
          what,
          good: verdict === 0 ? null : verdict > 0,
          by: null,
          link,
        }
      }),
      ...gates.map(({ node, status, fault, endedAt }): DecisionEvent => {
        const passed = status === 'done' || status === 'reused'
        const what = `${known.get(node)?.title ?? node}: ${passed ? 'passed' : (fault?.message ?? status)}`
        return { at: endedAt ?? run.createdAt, kind: 'gate', what, good: passed, by: null, link }
      }),
    ],
  }
}

function setOff(place: 'schedules' | 'triggers', name: string | null, at: Date | null): DecisionEvent[] {
  if (name === null || at === null) return []
  return [{ at, kind: 'set', what: name, good: null, by: null, link: `/${place}/${encodeURIComponent(name)}` }]
}

const short = (value: number): string => String(Number(value.toPrecision(3)))
