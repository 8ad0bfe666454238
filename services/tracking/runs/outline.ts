import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { experiments, trackedRuns } from '#db/schema.ts'
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
  const { rows } = await ctx.db.execute<{ n: string; place: (string | null)[] }>(sql`
    select n, place from (
      select ${place} as place, row_number() over (order by ${order}) as n, count(*) over () as total
      from ${trackedRuns} ${joins} join ${experiments} on ${eq(experiments.id, trackedRuns.experimentId)}
      where ${and(among, roots, where)}
    ) found where n % ${pageOf}::int = 0 or n = total order by n`)
  const total = Number(rows.at(-1)?.n ?? 0)
  return { total, pages: rows.filter(({ n }) => Number(n) < total).map((row) => tokenAt(question, row.place)) }
}
