import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { experiments, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { asked, searchOf } from '../search/asked.ts'
import { runScope, runsAmong } from './among.ts'
import { runColumns, type TrackedRun } from './columns.ts'
import { findPage } from './find-page.ts'
import { runOrder, runSubject } from './subject.ts'

export const searchInput = asked({ usual: 1000, most: 50_000 }).extend(runScope.shape)

export interface RunPage {
  runs: TrackedRun[]
  next: string | undefined
}

/** Runs that a filter finds, in an order, a page at a time. Faults: INVALID_INPUT for what cannot be read. */
export async function search(ctx: Context, input: z.input<typeof searchInput>): Promise<RunPage> {
  const { ids, next } = await searchIds(ctx, input)
  const runs = ctx.db
    .select(runColumns)
    .from(trackedRuns)
    .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
    .where(sql`${trackedRuns.id} = any(${sql.param(ids)}::uuid[])`)
  return { runs: ids.length > 0 ? inOrder(ids, await runs) : [], next }
}

/** As `search`, before anything is read of the runs. */
export async function searchIds(
  ctx: Context,
  input: z.input<typeof searchInput>,
): Promise<{ ids: string[]; next: string | undefined }> {
  authorize(ctx, 'tracking', 'read')
  const question = parse(searchInput, input)
  const wanted = searchOf(runSubject, runOrder, question)
  const among = await runsAmong(ctx, question)
  if (!among) return { ids: [], next: undefined }
  const { rows, next } = wanted.page(await findPage(ctx, wanted, among))
  return { ids: rows.map(({ id }) => id), next }
}

/** Without those that are gone meanwhile. */
export function inOrder<Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
