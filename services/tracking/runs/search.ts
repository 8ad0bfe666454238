import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { experiments, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { runColumns, type TrackedRun } from './columns.ts'
import { onPage, place } from './find-page.ts'
import { type searchInput, searchPage } from './search-page.ts'

export interface RunPage {
  runs: TrackedRun[]
  next: string | undefined
}

/** Runs that a filter finds, in an order, a page at a time. Faults: INVALID_INPUT for what cannot be read. */
export async function search(ctx: Context, input: z.input<typeof searchInput>): Promise<RunPage> {
  authorize(ctx, 'tracking', 'read')
  return await searchPage(ctx, input, (page) =>
    ctx.db
      .select({ ...runColumns, place })
      .from(trackedRuns)
      .innerJoin(page, onPage)
      .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
      .orderBy(sql`page.n`),
  )
}
