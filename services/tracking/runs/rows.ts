import { and, eq, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { experiments, latestMetrics, runParams, runTags, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { plainText, runId } from '../fields.ts'
import { searchOf } from '../search/asked.ts'
import { beneathNone, runScope, runsAmong } from './among.ts'
import type { MetricValue } from './columns.ts'
import { findPage, onPage, place } from './find-page.ts'
import { runOrder, runSubject } from './subject.ts'

/** Rows that a page of the table holds. */
export const pageOf = 200

/** What a table of runs is asked; a `nested` one leaves out what stands beneath a run of the same experiment. */
export const tableQuestion = runScope.extend({
  filter: plainText.max(100_000).default(''),
  orderBy: z.array(plainText).max(20).default([]),
  shape: z.enum(['flat', 'nested']).default('flat'),
})

const keys = z.array(plainText).max(200).default([])

export const rowsInput = tableQuestion.extend({
  /** Those beneath this run, and no others. */
  parent: runId.optional(),
  pageToken: z.string().optional(),
  params: keys,
  metrics: keys,
  tags: keys,
})

export interface RunRow {
  id: string
  experiment: number
  experimentName: string
  parentId: string | null
  kind: (typeof trackedRuns.$inferSelect)['kind']
  name: string
  status: (typeof trackedRuns.$inferSelect)['status']
  startedAt: number
  endedAt: number | null
  userName: string
  deletedAt: Date | null
  children: number
  params: Record<string, string>
  metrics: Record<string, MetricValue>
  tags: Record<string, string>
}

/** A page of a table of runs, with the columns that are wished and no others. Faults: INVALID_INPUT. */
export async function rows(ctx: Context, input: z.input<typeof rowsInput>): Promise<RunRow[]> {
  authorize(ctx, 'tracking', 'read')
  const { params, metrics, tags, parent, pageToken, ...question } = parse(rowsInput, input)
  const among = await runsAmong(ctx, question)
  if (!among) return []
  const wanted = searchOf(runSubject, runOrder, { ...question, limit: pageOf, pageToken })
  const within = parent ? eq(trackedRuns.parentId, parent) : question.shape === 'nested' ? beneathNone : undefined
  const columns = {
    place,
    id: trackedRuns.id,
    experiment: experiments.number,
    experimentName: experiments.name,
    parentId: trackedRuns.parentId,
    kind: trackedRuns.kind,
    name: trackedRuns.name,
    status: trackedRuns.status,
    startedAt: trackedRuns.startedAt,
    endedAt: trackedRuns.endedAt,
    userName: trackedRuns.userName,
    deletedAt: trackedRuns.deletedAt,
    children: sql<number>`(select count(*) from ${trackedRuns} c
        where c.parent_id = ${trackedRuns.id} and c.deleted_at is null)`.mapWith(Number),
    params: values<string>(sql`${runParams}`, sql`left(c.value, 300)`, params),
    metrics: values<MetricValue>(sql`${latestMetrics}`, sql`c.value`, metrics),
    tags: values<string>(sql`${runTags}`, sql`left(c.value, 300)`, tags),
  }
  const found = await findPage(wanted, and(among, within), (page) =>
    ctx.db
      .select(columns)
      .from(trackedRuns)
      .innerJoin(page, onPage)
      .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
      .orderBy(sql`page.n`),
  )
  return wanted.page(found).rows
}

/** Text is shortened: a cell shows no more, and some tags hold megabytes. */
const values = <T>(table: SQL, value: SQL, wished: readonly string[]) =>
  wished.length === 0
    ? sql<Record<string, T>>`'{}'::json`
    : sql<Record<string, T>>`coalesce((select json_object_agg(c.key, ${value}) from ${table} c
        where c.run_id = ${trackedRuns.id} and c.key = any(${sql.param([...wished])}::text[])), '{}')`
