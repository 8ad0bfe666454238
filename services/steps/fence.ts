import { and, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { runs, type StepStatus, steps } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'

export interface FencedStep {
  status: StepStatus
  attempt: number
  key: string
  effect: boolean
  token: string | null
}

/** Locks a step of the project until the transaction ends. Faults: NOT_FOUND. */
export async function lockStep(tx: Queryable, projectId: string, runId: string, node: string): Promise<FencedStep> {
  const [row] = await tx
    .select({ status: steps.status, attempt: steps.attempt, key: steps.key, effect: steps.effect, token: steps.token })
    .from(steps)
    .innerJoin(runs, eq(runs.id, steps.runId))
    .where(and(eq(runs.projectId, projectId), eq(steps.runId, runId), eq(steps.node, node)))
    .for('update', { of: steps })
  if (!row) throw new Fault('NOT_FOUND', `no such step: ${node}`, { at: { node } })
  return row
}

/** Faults: CONFLICT when another attempt has taken over. */
export function fence(step: FencedStep, token: string, node: string): void {
  if (step.token !== token) throw new Fault('CONFLICT', `another attempt has taken over: ${node}`, { at: { node } })
}
