import { sql } from 'drizzle-orm'
import type { StepStatus } from '#db/tables/runs.ts'
import { Fault } from '#pipeline/fault.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import type { Context } from '../context.ts'

export interface BeginStep {
  runId: string
  node: string
  /** Nodes whose outputs the step reads. */
  needs: string[]
  /** Whether a former result of the same content key may stand in. */
  reusable: boolean
}

export type BegunStep =
  | { status: 'running'; token: string; attempt: number; outputs: Record<string, Record<string, PortValue>> }
  | { status: Exclude<StepStatus, 'queued' | 'running'> }

interface Row extends Record<string, unknown> {
  status: StepStatus
  token: string
  attempt: number
  outputs: Record<string, Record<string, PortValue>> | null
}

/**
 * Opens a new attempt and makes every older one powerless; or says that there is nothing to do, because the step has ended
 * or because a result of its key stands in. One statement, hence one commit. Faults: CANCELLED, NOT_FOUND.
 */
export async function begin(ctx: Context, { runId, node, needs, reusable }: BeginStep): Promise<BegunStep> {
  const [begun] = await ctx.db.execute<Row>(sql`
    WITH run AS (
      SELECT id, project_id FROM runs WHERE id = ${runId} AND ended_at IS NULL AND cancel_requested_at IS NULL
    ), hit AS (
      SELECT results.outputs, results.rows_out, results.run_id
      FROM run JOIN steps ON steps.run_id = run.id AND steps.node = ${node}
      JOIN results ON results.project_id = run.project_id AND results.key = steps.key
      WHERE ${reusable}
    ), changed AS (
      UPDATE steps SET
        status = CASE WHEN hit.outputs IS NULL THEN 'running' ELSE 'reused' END,
        attempt = attempt + CASE WHEN hit.outputs IS NULL THEN 1 ELSE 0 END,
        token = gen_random_uuid(),
        outputs = hit.outputs, rows_out = hit.rows_out, reused_from = hit.run_id,
        progress = NULL, message = NULL, fault = NULL,
        started_at = coalesce(started_at, now()),
        ended_at = CASE WHEN hit.outputs IS NULL THEN NULL ELSE now() END
      FROM run LEFT JOIN hit ON true
      WHERE steps.run_id = run.id AND steps.node = ${node} AND steps.status IN ('queued', 'running')
      RETURNING steps.status, steps.token, steps.attempt, run.project_id
    ), inputs AS (
      SELECT jsonb_object_agg(node, outputs) AS outputs FROM steps
      WHERE run_id = ${runId} AND node IN (SELECT jsonb_array_elements_text(${JSON.stringify(needs)}::jsonb))
    )
    SELECT changed.status, changed.token, changed.attempt, inputs.outputs,
      pg_notify('espalier', json_build_object('project', changed.project_id, 'run', ${runId}::text, 'node', ${node}::text)::text)
    FROM changed, inputs`)
  if (!begun) return ended(ctx, runId, node)
  const { status, token, attempt, outputs } = begun
  return status === 'running' ? { status, token, attempt, outputs: outputs ?? {} } : ({ status } as BegunStep)
}

async function ended(ctx: Context, runId: string, node: string): Promise<BegunStep> {
  const [found] = await ctx.db.execute<{ status: StepStatus }>(
    sql`SELECT status FROM steps WHERE run_id = ${runId} AND node = ${node}`,
  )
  if (!found) throw new Fault('NOT_FOUND', `no such step: ${node}`)
  if (found.status === 'queued' || found.status === 'running') throw new Fault('CANCELLED', 'the run was cancelled')
  return { status: found.status }
}
