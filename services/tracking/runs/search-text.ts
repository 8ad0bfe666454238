import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { experiments, runWords, trackedRuns, wordsDue } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { runColumns, type TrackedRun } from './columns.ts'
import { factsOf } from './facts.ts'
import { onPage, place } from './find-page.ts'
import { type searchInput, searchPage } from './search-page.ts'

/** What there is most of as JSON, as `factsOf` says it. */
export interface RunText extends Omit<TrackedRun, 'metrics' | 'params' | 'tags'> {
  facts: string
}

const { metrics, params, tags, ...others } = runColumns
const facts = sql<string>`coalesce(${runWords.facts}, ${factsOf(sql`${trackedRuns}.id`)})`
const isTrue = sql`not exists (select from ${wordsDue} d where d.run_id = ${trackedRuns.id})`

/**
 * As `search`, for whoever only tells it on: to read a hundred runs out of JSON and to write them as JSON again takes longer
 * than to find them, and what was logged of one that has ended is gathered already.
 */
export async function searchText(
  ctx: Context,
  input: z.input<typeof searchInput>,
): Promise<{ runs: RunText[]; next: string | undefined }> {
  authorize(ctx, 'tracking', 'read')
  return await searchPage(ctx, input, (page) =>
    ctx.db
      .select({ ...others, facts, place })
      .from(trackedRuns)
      .innerJoin(page, onPage)
      .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
      .leftJoin(runWords, sql`${eq(runWords.runId, trackedRuns.id)} and ${isTrue}`)
      .orderBy(sql`page.n`),
  )
}
