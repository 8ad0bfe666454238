import { sql } from 'drizzle-orm'
import type { StepStatus } from '#db/tables/runs.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'

/**
 * Marks a run as running and every step as reused whose result is known already, at once. Returns where each step stands.
 * Repeating it does no harm.
 */
export async function begin(ctx: Context, { runId }: { runId: string }): Promise<Record<string, StepStatus>> {
  authorize(ctx, 'run', 'work')
  const rows = await ctx.db.execute<{ node: string; status: StepStatus }>(sql`
    WITH run AS (
      UPDATE runs SET status = 'running', started_at = coalesce(started_at, now())
      WHERE id = ${runId} AND ended_at IS NULL RETURNING id, project_id, plan, cancel_requested_at
    ), repeatable AS (
      SELECT step->>'node' AS node FROM run, jsonb_array_elements(run.plan->'steps') AS step
      WHERE NOT (step->>'effect')::boolean
    ), reused AS (
      UPDATE steps SET status = 'reused', outputs = results.outputs, rows_out = results.rows_out,
        reused_from = results.run_id, started_at = now(), ended_at = now()
      FROM run, results
      WHERE steps.run_id = run.id AND steps.status = 'queued' AND run.cancel_requested_at IS NULL
        AND results.project_id = run.project_id AND results.key = steps.key
        AND steps.node IN (SELECT node FROM repeatable)
      RETURNING steps.node
    ), told AS (
      SELECT pg_notify('espalier', json_build_object('topic', 'run', 'project', project_id, 'run', id)::text) FROM run
    )
    SELECT steps.node, CASE WHEN reused.node IS NULL THEN steps.status ELSE 'reused' END AS status, (SELECT count(*) FROM told)
    FROM steps LEFT JOIN reused ON reused.node = steps.node WHERE steps.run_id = ${runId}`)
  return Object.fromEntries(rows.map(({ node, status }) => [node, status]))
}
