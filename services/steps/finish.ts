import { sql } from 'drizzle-orm'
import { Fault } from '#pipeline/fault.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import type { Context } from '../context.ts'

export interface MadeArtifact {
  sha256: string
  size: number
  mediaType: string
}

export interface FinishStep {
  runId: string
  node: string
  token: string
  outputs: Record<string, PortValue>
  artifacts: MadeArtifact[]
  rowsIn?: number
  rowsOut?: number
  /** Whether the outputs may stand in for those of later steps of the same key. */
  reusable: boolean
}

/** Makes a step's outputs visible, all or none, in one statement. Faults: CONFLICT when a newer attempt has begun. */
export async function finish(ctx: Context, input: FinishStep): Promise<void> {
  const [finished] = await ctx.db.execute(sql`
    WITH changed AS (
      UPDATE steps SET status = 'done', outputs = ${JSON.stringify(input.outputs)}::jsonb, progress = 1, message = NULL,
        rows_in = ${input.rowsIn ?? null}::float8, rows_out = ${input.rowsOut ?? null}::float8, ended_at = now()
      FROM runs
      WHERE steps.run_id = ${input.runId} AND steps.node = ${input.node} AND steps.token = ${input.token}
        AND steps.status = 'running' AND runs.id = steps.run_id AND runs.ended_at IS NULL
      RETURNING steps.run_id, steps.node, steps.key, steps.outputs, steps.rows_out, runs.project_id
    ), made AS (
      SELECT changed.project_id, bytes.* FROM changed,
        jsonb_to_recordset(${JSON.stringify(input.artifacts)}::jsonb) AS bytes(sha256 text, size bigint, "mediaType" text)
    ), stored AS (
      INSERT INTO artifacts (sha256, size, media_type) SELECT DISTINCT ON (sha256) sha256, size, "mediaType" FROM made
      ON CONFLICT DO NOTHING
    ), linked AS (
      INSERT INTO project_artifacts (project_id, sha256) SELECT DISTINCT project_id, sha256 FROM made
      ON CONFLICT DO NOTHING
    ), kept AS (
      INSERT INTO results (project_id, key, outputs, rows_out, run_id, node)
      SELECT project_id, key, outputs, rows_out, run_id, node FROM changed WHERE ${input.reusable}
      ON CONFLICT DO NOTHING
    )
    SELECT pg_notify('espalier', json_build_object('project', project_id, 'run', run_id, 'node', node)::text) FROM changed`)
  if (!finished) throw new Fault('CONFLICT', `this attempt is over: ${input.token}`)
}
