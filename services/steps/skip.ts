import { sql } from 'drizzle-orm'
import type { FaultData } from '#pipeline/fault.ts'
import type { Context } from '../context.ts'

/** Ends steps that can never run, because one that they need did not end well. */
export async function skip(
  ctx: Context,
  { runId, nodes, because }: { runId: string; nodes: string[]; because: string },
) {
  const reason: FaultData = { code: 'CANCELLED', message: `needs a step that did not finish: ${because}` }
  await ctx.db.execute(sql`
    WITH changed AS (
      UPDATE steps SET status = 'skipped', fault = ${JSON.stringify(reason)}::jsonb, ended_at = now() FROM runs
      WHERE steps.run_id = ${runId} AND runs.id = steps.run_id AND steps.status IN ('queued', 'running')
        AND steps.node IN (SELECT jsonb_array_elements_text(${JSON.stringify(nodes)}::jsonb))
      RETURNING runs.project_id, steps.run_id
    )
    SELECT pg_notify('espalier', json_build_object('project', project_id, 'run', run_id)::text)
    FROM (SELECT DISTINCT * FROM changed) AS told`)
}
