import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { openToken, sealToken } from '../page-token.ts'
import { parse } from '../parse.ts'
import { askedFor, idRange } from './ask.ts'
import type { Found, SearchPage } from './found.ts'
import { findings, searchKinds, weight } from './kinds.ts'
import { nearMisses } from './near-misses.ts'

export const searchInput = z.object({
  /** Words, `"exact words"`, `or`, `-not`, or how an id begins. */
  text: z.string().max(500),
  kinds: z.array(z.enum(searchKinds)).min(1).optional(),
  limit: z.number().int().min(1).max(200).default(30),
  /** `next` of the page before. */
  after: z.string().optional(),
})

const place = z.object({ score: z.number(), kind: z.string(), id: z.string() })

type Row = Record<string, unknown> & Omit<Found, 'at'> & { at: string | null; score: number }

/** Everything in the project that bears some words, the best match first. Faults: INVALID_INPUT for a page that is none. */
export async function search(ctx: Context, input: z.input<typeof searchInput>): Promise<SearchPage> {
  authorize(ctx, 'lineage', 'read')
  const { text, kinds = [...searchKinds], limit, after } = parse(searchInput, input)
  const { projectId } = ctx.actor
  const [asked, range] = [askedFor(text), idRange(text)]
  if (!asked) return { found: [], next: null, near: false }
  const from = after === undefined ? null : openToken(after, place)
  const parts = findings({ projectId, range })
  const each = kinds.map(
    (kind) =>
      sql`select ${kind}::text as kind, * from (${parts[kind]}) as ${sql.identifier(kind)}(id, title, detail, extra, at, rank)`,
  )
  const { rows } = await ctx.db.execute<Row>(sql`
    with asked as materialized (select ${asked} as query), found as (${sql.join(each, sql` union all `)}), scored as (
      select distinct on (kind, id collate "C") kind, id collate "C" as id, title, detail, extra, at,
        (rank * ${weight} * case when lower(title) = ${text.trim().toLowerCase()} then 4 else 1 end)::float8 as score
      from found order by kind, id collate "C", rank desc
    )
    select * from scored ${
      from ? sql`where (-score, kind, id) > (${-from.score}::float8, ${from.kind}, ${from.id} collate "C")` : sql``
    } order by -score, kind, id limit ${limit + 1}`)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  if (!last && !after) return await nearMisses(ctx, { text, kinds, limit })
  return {
    found: shown.map(found),
    next: last && rows.length > limit ? sealToken({ score: last.score, kind: last.kind, id: last.id }) : null,
    near: false,
  }
}

const found = ({ kind, id, title, detail, extra, at }: Row): Found => ({
  ...{ kind, id, title, detail, extra },
  at: at === null ? null : new Date(at),
})
