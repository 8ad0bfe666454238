import { sql } from 'drizzle-orm'
import type { Context } from '../context.ts'

export interface ReportStep {
  runId: string
  node: string
  token: string
  progress?: { share: number; message?: string }
  logs: { stream: 'stdout' | 'stderr' | 'system'; text: string }[]
  metrics: { name: string; index: number; value: number }[]
}

/** What a running step has to say, in one statement. Says nothing, and writes nothing, once a newer attempt has begun. */
export async function report(ctx: Context, { runId, node, token, progress, logs, metrics }: ReportStep): Promise<void> {
  await ctx.db.execute(sql`
    WITH changed AS (
      UPDATE steps SET progress = coalesce(${progress?.share ?? null}::float8, progress),
        message = coalesce(${progress?.message ?? null}::text, message)
      FROM runs WHERE steps.run_id = ${runId} AND steps.node = ${node} AND steps.token = ${token}
        AND steps.status = 'running' AND runs.id = steps.run_id
      RETURNING runs.project_id, steps.run_id, steps.node, steps.attempt
    ), logged AS (
      INSERT INTO step_logs (run_id, node, attempt, stream, text)
      SELECT changed.run_id, changed.node, changed.attempt, line.stream, line.text FROM changed,
        jsonb_to_recordset(${JSON.stringify(logs)}::jsonb) AS line(stream text, text text)
    ), measured AS (
      INSERT INTO step_metrics (run_id, node, name, index, value)
      SELECT DISTINCT ON (point.name, point.index) changed.run_id, changed.node, point.name, point.index, point.value
      FROM changed, jsonb_to_recordset(${JSON.stringify(metrics)}::jsonb) AS point(name text, index int, value float8)
      ON CONFLICT (run_id, node, name, index) DO UPDATE SET value = excluded.value
    )
    SELECT pg_notify('espalier', json_build_object('project', project_id, 'run', run_id, 'node', node)::text) FROM changed`)
}
