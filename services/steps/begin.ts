import { randomUUID } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { runs, type StepStatus, steps } from '#db/schema.ts'
import type { Step } from '#pipeline/compile.ts'
import { Fault } from '#pipeline/fault.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { find } from '../results/find.ts'
import { isTerminal } from './terminal.ts'

export const beginInput = z.object({ runId: z.uuid(), node: z.string() })

/** Nothing (more) to do: the step has ended, or its result was there already. */
export interface StepEnded {
  done: true
  status: Exclude<StepStatus, 'queued' | 'running'>
}

/** The right to make one attempt. Whoever holds the newest token, and nobody else, may report, finish or fail the step. */
export interface StepAttempt {
  done: false
  token: string
  attempt: number
  step: Step
  /** By port; what is not connected is absent. */
  inputs: Record<string, PortValue>
}

/** Faults: NOT_FOUND; CANCELLED when the run was cancelled; CONFLICT when an input is not there yet. */
export async function begin(ctx: Context, input: z.input<typeof beginInput>): Promise<StepEnded | StepAttempt> {
  authorize(ctx, 'run', 'work')
  const { runId, node } = parse(beginInput, input)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const { run, row, step } = await locked(tx, projectId, runId, node)
    if (isTerminal(row.status)) return { done: true, status: row.status }
    if (run.cancelRequestedAt || run.endedAt) throw new Fault('CANCELLED', 'the run was cancelled', { at: { node } })

    const inputs = await inputsOf(tx, runId, step)
    const reused = step.effect ? undefined : (await find(ctx, [step.key], tx)).get(step.key)
    const here = and(eq(steps.runId, runId), eq(steps.node, node))
    const rowsIn = rowsOf(Object.values(inputs))
    const now = new Date()
    await notify(tx, { project: projectId, topic: 'run', run: runId, node })
    if (reused) {
      const { outputs, rowsOut, runId: reusedFrom } = reused
      const fields = { status: 'reused' as const, outputs, rowsIn, rowsOut, reusedFrom, startedAt: now, endedAt: now }
      await tx.update(steps).set(fields).where(here)
      return { done: true, status: 'reused' }
    }
    const token = randomUUID()
    const attempt = row.attempt + 1
    const fields = { status: 'running' as const, attempt, token, rowsIn, progress: null, message: null }
    await tx
      .update(steps)
      .set({ ...fields, startedAt: row.startedAt ?? now })
      .where(here)
    return { done: false, token, attempt, step, inputs }
  })
}

async function locked(tx: Queryable, projectId: string, runId: string, node: string) {
  const [found] = await tx
    .select({
      run: { cancelRequestedAt: runs.cancelRequestedAt, endedAt: runs.endedAt },
      row: { status: steps.status, attempt: steps.attempt, startedAt: steps.startedAt },
      step: sql<Step | null>`(select step from jsonb_array_elements(${runs.plan}->'steps') step where step->>'node' = ${node})`,
    })
    .from(steps)
    .innerJoin(runs, eq(runs.id, steps.runId))
    .where(and(eq(runs.projectId, projectId), eq(steps.runId, runId), eq(steps.node, node)))
    .for('update', { of: steps })
  if (!found?.step) throw new Fault('NOT_FOUND', `no such step: ${node}`, { at: { node } })
  return { ...found, step: found.step }
}

async function inputsOf(tx: Queryable, runId: string, step: Step): Promise<Record<string, PortValue>> {
  const wires = Object.entries(step.inputs)
  if (wires.length === 0) return {}
  const nodes = [...new Set(wires.map(([, { node }]) => node))]
  const rows = await tx
    .select({ node: steps.node, outputs: steps.outputs })
    .from(steps)
    .where(and(eq(steps.runId, runId), inArray(steps.node, nodes), inArray(steps.status, ['done', 'reused'])))
  const outputs = new Map(rows.map((row) => [row.node, row.outputs]))
  return Object.fromEntries(
    wires.map(([port, from]) => {
      const value = outputs.get(from.node)?.[from.port]
      if (!value)
        throw new Fault('CONFLICT', `not made yet: ${from.node}.${from.port}`, { at: { node: step.node, port } })
      return [port, value]
    }),
  )
}

export const rowsOf = (values: readonly PortValue[]): number | null => {
  const tables = values.flatMap((value) => (value.type === 'table' ? [value.rows] : []))
  return tables.length > 0 ? tables.reduce((sum, rows) => sum + rows, 0) : null
}
