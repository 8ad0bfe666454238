import { eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { firings, pipelines, runs, schedules } from '#db/schema.ts'
import { raise } from '../alerts/raise.ts'
import { settle } from '../alerts/settle.ts'
import { watchedBy } from '../monitors/watched-by.ts'
import type { End } from '../runs/close.ts'

/** How the run of a firing ended: one that failed is told, one that was done settles it. */
export async function tellOfRun(
  tx: Queryable,
  { projectId, runId }: { projectId: string; runId: string },
  { status, fault }: End,
): Promise<void> {
  const [fired] = await tx
    .select({
      id: schedules.id,
      name: schedules.name,
      pipeline: pipelines.name,
      slug: pipelines.slug,
      at: firings.scheduledAt,
      plan: runs.plan,
    })
    .from(firings)
    .innerJoin(runs, eq(runs.id, firings.runId))
    .innerJoin(schedules, eq(schedules.id, firings.scheduleId))
    .innerJoin(pipelines, eq(pipelines.id, schedules.pipelineId))
    .where(eq(firings.runId, runId))
  if (!fired) return
  const key = `schedule-failed:${fired.id}`
  if (status === 'done') await settle(tx, { projectId, key })
  // A gate of a pipeline that watches tells of it itself.
  if (status !== 'failed' || (fault?.code === 'GATE_FAILED' && watchedBy(fired.plan))) return
  const where = fault?.at?.node ? `${fault.at.node}: ` : ''
  await raise(tx, {
    ...{ projectId, key, severity: fault?.code === 'GATE_FAILED' ? 'warning' : 'critical' },
    title: fault?.code === 'GATE_FAILED' ? `a gate stopped ${fired.name}` : `${fired.name} failed`,
    what: `the run of ${fired.pipeline} failed: ${where}${fault?.message ?? 'nothing says why'}`,
    ...{ since: fired.at, link: `/runs/${runId}`, retrain: fired.slug },
  })
}
