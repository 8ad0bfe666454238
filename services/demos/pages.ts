import { desc, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { type DemoPage, demoPages } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'

export type PageRow = typeof demoPages.$inferSelect

/** The page in force of each demo. */
export async function currentPages(q: Queryable, demoIds: readonly string[]): Promise<Map<string, PageRow>> {
  if (demoIds.length === 0) return new Map()
  const rows = await q
    .selectDistinctOn([demoPages.demoId])
    .from(demoPages)
    .where(inArray(demoPages.demoId, [...demoIds]))
    .orderBy(demoPages.demoId, desc(demoPages.number))
  return new Map(rows.map((row) => [row.demoId, row]))
}

export async function currentPage(q: Queryable, demoId: string): Promise<PageRow> {
  const [row] = await q
    .select()
    .from(demoPages)
    .where(eq(demoPages.demoId, demoId))
    .orderBy(desc(demoPages.number))
    .limit(1)
  if (!row) throw new Fault('INTERNAL', `a demo without a page: ${demoId}`)
  return row
}

/** The next page of a demo whose row is held. */
export async function addPage(
  tx: Queryable,
  { demoId, page, createdBy }: { demoId: string; page: DemoPage; createdBy: string },
): Promise<number> {
  const number = ((await currentPages(tx, [demoId])).get(demoId)?.number ?? 0) + 1
  await tx.insert(demoPages).values({ demoId, number, page, createdBy })
  return number
}
