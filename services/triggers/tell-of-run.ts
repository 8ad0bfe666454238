import { eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { pipelines, triggerFirings, triggers } from '#db/schema.ts'
import { raise } from '../alerts/raise.ts'
import { settle } from '../alerts/settle.ts'
import type { End } from '../runs/close.ts'

/** How a run that a trigger made ended: one that failed is told, one that was done settles it. */
export async function tellOfFiredRun(
  tx: Queryable,
  { projectId, runId }: { projectId: string; runId: string },
  { status, fault }: End,
): Promise<void> {
  const [fired] = await tx
    .select({ id: triggers.id, name: triggers.name, pipeline: pipelines.name, at: triggerFirings.arrivedAt })
    .from(triggerFirings)
    .innerJoin(triggers, eq(triggers.id, triggerFirings.triggerId))
    .innerJoin(pipelines, eq(pipelines.id, triggers.pipelineId))
    .where(eq(triggerFirings.runId, runId))
  if (!fired) return
  const key = `trigger-failed:${fired.id}`
  if (status === 'done') await settle(tx, { projectId, key })
  if (status !== 'failed') return
  const where = fault?.at?.node ? `${fault.at.node}: ` : ''
  await raise(tx, {
    ...{ projectId, key, severity: fault?.code === 'GATE_FAILED' ? 'warning' : 'critical' },
    title: fault?.code === 'GATE_FAILED' ? `a gate stopped ${fired.name}` : `${fired.name} failed`,
    what: `the run of ${fired.pipeline} failed: ${where}${fault?.message ?? 'nothing says why'}`,
    ...{ since: fired.at, link: `/runs/${runId}` },
  })
}
