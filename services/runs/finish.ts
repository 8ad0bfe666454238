import { sql } from 'drizzle-orm'
import type { RunStatus } from '#db/tables/runs.ts'
import type { FaultData } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'

export interface FinishRun {
  runId: string
  cancelled: boolean
  /** Why the run ends although steps are open, where that is known. */
  fault?: FaultData
}

/**
 * Gives a run its one terminal state, decided by its steps, and ends what is still open; an ended run stays as it is.
 * Returns the state it has.
 */
export async function finish(ctx: Context, { runId, cancelled, fault }: FinishRun): Promise<RunStatus | undefined> {
  authorize(ctx, 'run', 'work')
  const [ended] = await ctx.db.execute<{ status: RunStatus }>(sql`
    WITH run AS (
      SELECT id, project_id,
        ${cancelled} OR (cancel_requested_at IS NOT NULL
          AND EXISTS (SELECT FROM steps WHERE run_id = ${runId} AND status NOT IN ('done', 'reused', 'failed'))) AS cancelled
      FROM runs WHERE id = ${runId} AND ended_at IS NULL FOR UPDATE
    ), first_fault AS (
      SELECT coalesce(
        (SELECT fault FROM steps WHERE run_id = ${runId} AND status = 'failed' ORDER BY ended_at LIMIT 1),
        ${fault ? JSON.stringify(fault) : null}::jsonb
      ) AS fault
    ), closed AS (
      UPDATE steps SET status = CASE WHEN run.cancelled THEN 'cancelled' ELSE 'skipped' END, message = NULL, ended_at = now()
      FROM run WHERE steps.run_id = run.id AND steps.status IN ('queued', 'running')
      RETURNING steps.node
    ), changed AS (
      UPDATE runs SET ended_at = now(), fault = CASE WHEN run.cancelled THEN NULL ELSE first_fault.fault END, status = CASE
        WHEN run.cancelled THEN 'cancelled'
        WHEN first_fault.fault IS NOT NULL OR EXISTS (SELECT FROM closed) THEN 'failed'
        ELSE 'done' END
      FROM run, first_fault WHERE runs.id = run.id
      RETURNING runs.id, runs.project_id, runs.status
    )
    SELECT status, pg_notify('espalier', json_build_object('topic', 'run', 'project', project_id, 'run', id)::text) FROM changed`)
  if (ended) return ended.status
  const [found] = await ctx.db.execute<{ status: RunStatus }>(sql`SELECT status FROM runs WHERE id = ${runId}`)
  return found?.status
}
