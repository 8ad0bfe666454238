import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { runs, type StepStatus, steps } from '#db/schema.ts'
import type { Step } from '#pipeline/compile.ts'
import { Fault } from '#pipeline/fault.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { told } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { areWhole } from '../results/are-whole.ts'
import { beginTraining, isTraining } from '../runs/track-training.ts'
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
  for (;;) {
    const { run, row, step, made, known } = await situation(ctx.db, projectId, runId, node)
    if (isTerminal(row.status)) return { done: true, status: row.status }
    if (run.cancelRequestedAt || run.endedAt) throw new Fault('CANCELLED', 'the run was cancelled', { at: { node } })

    const inputs = inputsOf(step, made ?? {})
    const rowsIn = rowsOf(Object.values(inputs))
    // Nothing is locked: whoever has begun, ended or cancelled it meanwhile has changed what is compared here.
    const unchanged = and(
      ...[eq(steps.runId, runId), eq(steps.node, node), eq(steps.status, row.status), eq(steps.attempt, row.attempt)],
      sql`exists (select 1 from ${runs} where ${runs.id} = ${runId} and ${runs.endedAt} is null and ${runs.cancelRequestedAt} is null)`,
    )
    const change = async (fields: Partial<typeof steps.$inferInsert>, q: Queryable = ctx.db) => {
      const changed = await q
        .update(steps)
        .set({ rowsIn, ...fields })
        .where(unchanged)
        .returning({ told: told({ project: projectId, topic: 'run', run: runId, node }) })
      return changed.length > 0
    }
    const now = new Date()
    const [reusable] = known ? await areWhole(ctx, ctx.db, projectId, [known.outputs]) : []
    if (known && reusable) {
      const { outputs, rowsOut, runId: reusedFrom } = known
      const reuse = { status: 'reused' as const, outputs, rowsOut, reusedFrom, startedAt: now, endedAt: now }
      if (await change(reuse)) return { done: true, status: 'reused' }
      continue
    }
    const token = randomUUID()
    const attempt = row.attempt + 1
    const startedAt = row.startedAt ?? now
    const running = { status: 'running' as const, attempt, token, progress: null, message: null, startedAt }
    const begun = isTraining(step)
      ? await ctx.db.transaction(async (tx) => {
          if (!(await change(running, tx))) return false
          await beginTraining(tx, runId, node)
          return true
        })
      : await change(running)
    if (begun) return { done: false, token, attempt, step, inputs }
  }
}

type Outputs = Record<string, PortValue>

/** All that decides what a step may do, in one round trip. */
async function situation(tx: Queryable, projectId: string, runId: string, node: string) {
  const step = sql`(select step from jsonb_array_elements(${runs.plan}->'steps') step where step->>'node' = ${node})`
  const [found] = await tx
    .select({
      run: { cancelRequestedAt: runs.cancelRequestedAt, endedAt: runs.endedAt },
      row: { status: steps.status, attempt: steps.attempt, startedAt: steps.startedAt },
      step: sql<Step | null>`${step}`,
      made: sql<Record<string, Outputs> | null>`(
        select json_object_agg(before.node, before.outputs) from steps before
        where before.run_id = ${runId} and before.status in ('done', 'reused')
          and before.node in (select wire.value->>'node' from jsonb_each(${step}->'inputs') wire))`,
      known: sql<{ outputs: Outputs; rowsOut: number | null; runId: string | null } | null>`(
        select json_build_object('outputs', outputs, 'rowsOut', rows_out, 'runId', run_id) from results known
        where known.project_id = ${projectId} and known.key = ${steps.key} and not ${steps.effect})`,
    })
    .from(steps)
    .innerJoin(runs, eq(runs.id, steps.runId))
    .where(and(eq(runs.projectId, projectId), eq(steps.runId, runId), eq(steps.node, node)))
  if (!found?.step) throw new Fault('NOT_FOUND', `no such step: ${node}`, { at: { node } })
  return { ...found, step: found.step }
}

const inputsOf = (step: Step, made: Record<string, Outputs>): Outputs =>
  Object.fromEntries(
    Object.entries(step.inputs).map(([port, from]) => {
      const value = made[from.node]?.[from.port]
      if (!value)
        throw new Fault('CONFLICT', `not made yet: ${from.node}.${from.port}`, { at: { node: step.node, port } })
      return [port, value]
    }),
  )

export const rowsOf = (values: readonly PortValue[]): number | null => {
  const tables = values.flatMap((value) => (value.type === 'table' ? [value.rows] : []))
  return tables.length > 0 ? tables.reduce((sum, rows) => sum + rows, 0) : null
}
