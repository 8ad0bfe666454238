import { sql } from 'drizzle-orm'
import type { FaultData } from '#pipeline/fault.ts'
import type { Context } from '../context.ts'

export interface FailStep {
  runId: string
  node: string
  /** Absent when the orchestrator gives a step up whose worker is gone. */
  token?: string
  fault: FaultData
}

/** Ends a step that is not ended as failed, or as cancelled where that is the fault. Says whether it did. */
export async function fail(ctx: Context, { runId, node, token, fault }: FailStep): Promise<boolean> {
  const changed = await ctx.db.execute(sql`
    WITH changed AS (
      UPDATE steps SET status = ${fault.code === 'CANCELLED' ? 'cancelled' : 'failed'}, message = NULL, ended_at = now(),
        fault = ${JSON.stringify({ ...fault, at: { node, ...fault.at } })}::jsonb
      FROM runs
      WHERE steps.run_id = ${runId} AND steps.node = ${node} AND runs.id = steps.run_id
        AND steps.status IN ('queued', 'running') AND (${token ?? null}::uuid IS NULL OR steps.token = ${token ?? null}::uuid)
      RETURNING runs.project_id, steps.run_id, steps.node
    )
    SELECT pg_notify('espalier', json_build_object('project', project_id, 'run', run_id, 'node', node)::text) FROM changed`)
  return changed.length > 0
}
