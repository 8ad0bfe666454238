import { and, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { searchOf } from '../search/asked.ts'
import { tokenAt } from '../search/keyset.ts'
import { beneathNone, runsAmong } from './among.ts'
import { pageOf, tableQuestion } from './rows.ts'
import { runOrder, runSubject } from './subject.ts'

export interface Outline {
  total: number
  /** Where pages begin: the token of page 1, of page 2, …; page 0 needs none. */
  pages: string[]
}

/** How many runs there are, and where each page of them begins: who scrolls need not go through all before. */
export async function outline(ctx: Context, input: z.input<typeof tableQuestion>): Promise<Outline> {
  authorize(ctx, 'tracking', 'read')
  const question = parse(tableQuestion, input)
  const among = await runsAmong(ctx, question)
  if (!among) return { total: 0, pages: [] }
  const { joins, place, where, order } = searchOf(runSubject, runOrder, {
    ...question,
    limit: pageOf,
    pageToken: undefined,
  })
  const roots = question.shape === 'nested' ? beneathNone : undefined
  const { rows } = await ctx.db.execute<{ total: number; pages: (string | null)[][] }>(sql`
    select count(*)::int as total, coalesce(json_agg(place order by n) filter (where place is not null), '[]') as pages
    from (
      select row_number() over sorted as n, case when row_number() over sorted % ${pageOf}::int = 0 then ${place} end as place
      from ${trackedRuns} ${joins}
      where ${and(among, roots, where)}
      window sorted as (order by ${order})
    ) found`)
  const { total = 0, pages = [] } = rows[0] ?? {}
  // Nothing begins after the last run.
  const begun = pages.slice(0, Math.max(Math.ceil(total / pageOf) - 1, 0))
  return { total, pages: begun.map((at) => tokenAt(question, at)) }
}
