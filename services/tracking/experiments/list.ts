import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { experiments, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { lifecycles } from '../fields.ts'
import { type Experiment, ensureDefault, experimentColumns } from './find.ts'

export const listInput = z.object({ lifecycle: z.enum(lifecycles).default('active') }).default({ lifecycle: 'active' })

export interface ListedExperiment extends Experiment {
  /** As many as are on the same side of the trash. */
  runs: number
  /** When its newest run began, in milliseconds; null without runs. */
  lastRunAt: number | null
}

/** Every experiment with what happened in it, the newest first. */
export async function list(ctx: Context, input: z.input<typeof listInput>): Promise<ListedExperiment[]> {
  authorize(ctx, 'tracking', 'read')
  const { lifecycle } = parse(listInput, input)
  const { projectId } = ctx.actor
  await ensureDefault(ctx.db, projectId)
  const inside = sql`${trackedRuns} r where r.experiment_id = ${experiments.id}
    and (r.deleted_at is null) = (${experiments.deletedAt} is null)`
  return await ctx.db
    .select({
      ...experimentColumns,
      runs: sql`(select count(*) from ${inside})`.mapWith(Number),
      lastRunAt: sql<number | null>`(select max(r.started_at)::float8 from ${inside})`,
    })
    .from(experiments)
    .where(
      and(
        eq(experiments.projectId, projectId),
        { active: isNull(experiments.deletedAt), deleted: isNotNull(experiments.deletedAt), all: undefined }[lifecycle],
      ),
    )
    .orderBy(desc(experiments.number))
}
