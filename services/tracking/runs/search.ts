import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { experiments, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { experimentNumber, lifecycles } from '../fields.ts'
import { asked, searchOf } from '../search/asked.ts'
import { runColumns, type TrackedRun } from './columns.ts'
import { runOrder, runSubject } from './subject.ts'

export const searchInput = asked({ usual: 1000, most: 50_000 }).extend({
  /** All of the project when absent. */
  experiments: z.array(experimentNumber).optional(),
  lifecycle: z.enum(lifecycles).default('active'),
})

export interface RunPage {
  runs: TrackedRun[]
  next: string | undefined
}

/** Runs that a filter finds, in an order, a page at a time. Faults: INVALID_INPUT for what cannot be read. */
export async function search(ctx: Context, input: z.input<typeof searchInput>): Promise<RunPage> {
  authorize(ctx, 'tracking', 'read')
  const question = parse(searchInput, input)
  const { projectId } = ctx.actor
  const { place, where, order, limit, page } = searchOf(runSubject, runOrder, question)
  const within = question.experiments && (await idsOf(ctx, question.experiments))
  if (within?.length === 0) return { runs: [], next: undefined }
  const found = await ctx.db
    .select({ id: trackedRuns.id, place })
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
        where,
      ),
    )
    .orderBy(order)
    .limit(limit)
  const { rows, next } = page(found)
  const ids = rows.map(({ id }) => id)
  return { runs: await read(ctx, ids), next }
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
