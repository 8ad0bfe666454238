import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { results, steps } from '#db/schema.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { areWhole } from '../results/are-whole.ts'
import { rowsOf } from '../steps/begin.ts'
import type { RunRow } from './find.ts'

/** Ends every queued step whose result is known already, all at once: one by one is what a run without changes would cost. */
export async function reuse(ctx: Context, tx: Queryable, run: RunRow): Promise<void> {
  const known = await tx
    .select({ node: steps.node, key: steps.key, outputs: results.outputs })
    .from(steps)
    .innerJoin(results, and(eq(results.projectId, run.projectId), eq(results.key, steps.key)))
    .where(and(eq(steps.runId, run.id), eq(steps.status, 'queued'), eq(steps.effect, false)))
  const whole = await areWhole(
    ctx,
    tx,
    run.projectId,
    known.map(({ outputs }) => outputs),
  )
  const outputs = new Map(known.filter((_, index) => whole[index]).map((step) => [step.node, step.outputs]))
  const reused = run.plan.steps.flatMap(({ node, inputs }) => {
    if (!outputs.has(node)) return []
    const values = Object.values(inputs).map((from): PortValue | undefined => outputs.get(from.node)?.[from.port])
    return [{ node, rowsIn: rowsOf(values.filter((value) => value !== undefined)) }]
  })
  if (reused.length === 0) return
  await tx.execute(sql`
    update steps set status = 'reused', outputs = results.outputs, rows_in = reused."rowsIn", rows_out = results.rows_out,
      reused_from = results.run_id, started_at = now(), ended_at = now()
    from results, jsonb_to_recordset(${JSON.stringify(reused)}::jsonb) as reused(node text, "rowsIn" float8)
    where steps.run_id = ${run.id} and steps.node = reused.node and steps.status = 'queued'
      and results.project_id = ${run.projectId} and results.key = steps.key`)
  await notify(tx, { project: run.projectId, topic: 'run', run: run.id })
}
