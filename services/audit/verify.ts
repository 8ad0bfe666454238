import { asc, gt } from 'drizzle-orm'
import { audit } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { hashOf } from './append.ts'

/** Walks the whole chain; `brokenAt` is the first row that does not fit what is before it. */
export async function verify(ctx: Context): Promise<{ rows: number; brokenAt: number | null }> {
  authorize(ctx, 'audit', 'read')
  let [rows, last, previous] = [0, 0, '']
  for (;;) {
    const page = await ctx.db.select().from(audit).where(gt(audit.id, last)).orderBy(asc(audit.id)).limit(1000)
    for (const row of page) {
      if (row.previous !== previous || row.hash !== hashOf(row)) return { rows, brokenAt: row.id }
      rows += 1
      previous = row.hash
      last = row.id
    }
    if (page.length === 0) return { rows, brokenAt: null }
  }
}
