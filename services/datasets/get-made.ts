import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import type { TableValue } from '#pipeline/ports/table.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { runId } from '../tracking/fields.ts'

export const getMadeInput = z.object({
  pipeline: z.string(),
  node: z.string(),
  port: z.string(),
  /** The newest that made it when absent. */
  run: runId.optional(),
})

export interface MadeDetail {
  pipeline: { slug: string; name: string }
  node: string
  port: string
  runId: string
  artifact: string
  columns: TableValue['columns']
  rows: number | null
  createdAt: Date
  /** The newest first: a content that several runs in a row made stands once, with its newest run. */
  versions: { runId: string; artifact: string; rows: number | null; createdAt: Date }[]
}

const mostRuns = 200

type Row = Record<string, unknown> & { id: string; name: string; value: TableValue; rows: number | null; at: string }

/** A table that a pipeline makes, as one of its runs made it, and the contents it had before. Faults: NOT_FOUND. */
export async function getMade(ctx: Context, input: z.input<typeof getMadeInput>): Promise<MadeDetail> {
  authorize(ctx, 'run', 'read')
  const { pipeline: slug, node, port, run } = parse(getMadeInput, input)
  const { rows } = await ctx.db.execute<Row>(sql`
    select r.id, p.name, s.outputs->${port} as value, s.rows_out as rows, coalesce(s.ended_at, r.created_at) as at
    from pipelines p join runs r on r.pipeline_id = p.id join steps s on s.run_id = r.id and s.node = ${node}
    where p.project_id = ${ctx.actor.projectId} and p.slug = ${slug} and s.outputs->${port}->>'type' = 'table'
    order by r.created_at desc limit ${mostRuns}`)
  const shown = run === undefined ? rows[0] : rows.find(({ id }) => id === run)
  if (!shown)
    throw new Fault('NOT_FOUND', `no run made such a table: ${slug} ${node}.${port}`, {
      hint: rows.length > 0 ? `the newest that did is ${rows[0]?.id}` : 'run the pipeline',
    })
  const { value, name } = shown
  const kept = rows.filter((row, place) => row.value.artifact !== rows[place - 1]?.value.artifact)
  return {
    ...{ pipeline: { slug, name }, node, port, runId: shown.id, artifact: value.artifact, columns: value.columns },
    ...{ rows: shown.rows, createdAt: new Date(shown.at) },
    versions: kept.map((row) => ({
      ...{ runId: row.id, artifact: row.value.artifact, rows: row.rows, createdAt: new Date(row.at) },
    })),
  }
}
