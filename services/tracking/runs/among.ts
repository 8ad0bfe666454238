import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { experiments, trackedRuns } from '#db/schema.ts'
import type { Context } from '../../context.ts'
import { experimentNumber, lifecycles } from '../fields.ts'

export const runScope = z.object({
  /** All of the project when absent. */
  experiments: z.array(experimentNumber).optional(),
  lifecycle: z.enum(lifecycles).default('active'),
})

/** Which runs a search is about; undefined when there can be none. */
export async function runsAmong(
  ctx: Context,
  { experiments: numbers, lifecycle }: z.output<typeof runScope>,
): Promise<SQL | undefined> {
  const { projectId } = ctx.actor
  const within = numbers && (await idsOf(ctx, numbers))
  if (within?.length === 0) return undefined
  const [only] = within ?? []
  return and(
    within?.length === 1 ? undefined : eq(trackedRuns.projectId, projectId),
    within &&
      (within.length === 1 && only ? eq(trackedRuns.experimentId, only) : inArray(trackedRuns.experimentId, within)),
    { active: isNull(trackedRuns.deletedAt), deleted: isNotNull(trackedRuns.deletedAt), all: sql`true` }[lifecycle],
  )
}

async function idsOf(ctx: Context, numbers: readonly number[]): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: experiments.id })
    .from(experiments)
    .where(and(eq(experiments.projectId, ctx.actor.projectId), inArray(experiments.number, [...numbers])))
  return rows.map(({ id }) => id)
}

/** Those that stand beneath no run of their experiment. */
export const beneathNone: SQL = sql`(${trackedRuns.parentId} is null or not exists (select from ${trackedRuns} p
  where p.id = ${trackedRuns.parentId} and p.experiment_id = ${trackedRuns.experimentId} and p.deleted_at is null))`
