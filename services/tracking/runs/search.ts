import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { experiments, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { experimentNumber, lifecycles, plainText } from '../fields.ts'
import { conditionOf } from '../search/condition.ts'
import { after, orderBy, placeOf, tokenAt } from '../search/keyset.ts'
import { orderOf } from '../search/order.ts'
import { parseFilter } from '../search/parse-filter.ts'
import { runColumns, type TrackedRun } from './columns.ts'
import { runOrder, runSubject } from './subject.ts'

export const searchInput = z.object({
  /** All of the project when absent. */
  experiments: z.array(experimentNumber).optional(),
  filter: plainText.max(100_000).default(''),
  orderBy: z.array(plainText).max(20).default([]),
  lifecycle: z.enum(lifecycles).default('active'),
  limit: z.int().min(1).max(50_000).default(1000),
  pageToken: z.string().optional(),
})

export interface RunPage {
  runs: TrackedRun[]
  next: string | undefined
}

/** Runs that a filter finds, in an order, a page at a time. Faults: INVALID_INPUT for what cannot be read. */
export async function search(ctx: Context, input: z.input<typeof searchInput>): Promise<RunPage> {
  authorize(ctx, 'tracking', 'read')
  const { limit, pageToken, ...question } = parse(searchInput, input)
  const { projectId } = ctx.actor
  const expression = parseFilter(question.filter)
  const terms = orderOf(runSubject, question.orderBy, runOrder)
  const within = question.experiments && (await idsOf(ctx, question.experiments))
  if (within?.length === 0) return { runs: [], next: undefined }
  const found = await ctx.db
    .select({ id: trackedRuns.id, place: placeOf(terms) })
    .from(trackedRuns)
    .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
    .where(
      and(
        within?.length === 1 ? undefined : eq(trackedRuns.projectId, projectId),
        within &&
          (within.length === 1
            ? eq(trackedRuns.experimentId, within[0] as string)
            : inArray(trackedRuns.experimentId, within)),
        { active: isNull(trackedRuns.deletedAt), deleted: isNotNull(trackedRuns.deletedAt), all: undefined }[
          question.lifecycle
        ],
        expression && conditionOf(runSubject, expression),
        after(terms, question, pageToken),
      ),
    )
    .orderBy(orderBy(terms))
    .limit(limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const runs = await read(
    ctx,
    page.map(({ id }) => id),
  )
  return { runs, next: found.length > limit && last ? tokenAt(question, last.place) : undefined }
}

async function idsOf(ctx: Context, numbers: readonly number[]): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: experiments.id })
    .from(experiments)
    .where(and(eq(experiments.projectId, ctx.actor.projectId), inArray(experiments.number, [...numbers])))
  return rows.map(({ id }) => id)
}

async function read(ctx: Context, ids: string[]): Promise<TrackedRun[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db
    .select(runColumns)
    .from(trackedRuns)
    .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
    .where(sql`${trackedRuns.id} = any(${sql.param(ids)}::uuid[])`)
  const byId = new Map(rows.map((run) => [run.id, run]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
