import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { openToken, sealToken } from '../page-token.ts'
import { parse } from '../parse.ts'
import { askedFor, idRange } from './ask.ts'
import type { Found, SearchPage } from './found.ts'
import { gatherWords } from './gather-words.ts'
import { findings, searchKinds, weight } from './kinds.ts'
import { nearMisses } from './near-misses.ts'
import { excerpt, saidInRuns } from './said.ts'

export const searchInput = z.object({
  /** Words, `"exact words"`, `or`, `-not`, or how an id begins. */
  text: z.string().max(500),
  kinds: z.array(z.enum(searchKinds)).min(1).optional(),
  limit: z.number().int().min(1).max(200).default(30),
  /** The best of each kind, kinds in the order of their best, with how many there are of each; there is no page after. */
  each: z.number().int().min(1).max(50).optional(),
  /** `next` of the page before. */
  after: z.string().optional(),
})

const place = z.object({ score: z.number(), kind: z.string(), id: z.string() })

type Row = Record<string, unknown> &
  Omit<Found, 'at' | 'place'> & { at: string | null; place: Found['place'] | null; score: number; total: number }

/**
 * Everything in the project that bears some words, the best match first: names, descriptions, tags, params, notes, cards,
 * columns, names of artifacts. Faults: INVALID_INPUT for a page that is none.
 */
export async function search(ctx: Context, input: z.input<typeof searchInput>): Promise<SearchPage> {
  authorize(ctx, 'lineage', 'read')
  const { text, kinds = [...searchKinds], limit, each, after } = parse(searchInput, input)
  const { projectId } = ctx.actor
  const [asked, range] = [askedFor(text), idRange(text)]
  if (!asked) return { found: [], counts: {}, next: null, near: false }
  // What was logged a moment ago is found too, unless it is very much: then a moment later.
  if (kinds.includes('run')) await gatherWords(ctx.db)
  const from = after === undefined ? null : openToken(after, place)
  const parts = findings({ projectId, range })
  const all = kinds.map(
    (kind) =>
      sql`select ${kind}::text as kind, * from (${parts[kind]}) as ${sql.identifier(kind)}(id, title, detail, extra, at, rank, place, said)`,
  )
  const { rows } = await ctx.db.execute<Row>(sql`
    with asked as materialized (select ${asked.query} as query, ${asked.any} as anyword), found as (${sql.join(all, sql` union all `)}), scored as (
      select distinct on (kind, id collate "C") kind, id collate "C" as id, title, detail, extra, at, place, said,
        (rank * ${weight} * case when lower(title) = ${text.trim().toLowerCase()} then 4 else 1 end)::float8 as score
      from found order by kind, id collate "C", rank desc
    ), counted as (
      select *, (count(*) over (partition by kind))::int as total, max(score) over (partition by kind) as best,
        row_number() over (partition by kind order by score desc, id) as number
      from scored
    )
    ${
      each
        ? sql`select * from counted where number <= ${each} order by best desc, kind, number`
        : sql`select * from counted where ${
            from ? sql`(-score, kind, id) > (${-from.score}::float8, ${from.kind}, ${from.id} collate "C")` : sql`true`
          } order by -score, kind, id limit ${limit + 1}`
    }`)
  const shown = each ? rows : rows.slice(0, limit)
  const last = shown.at(-1)
  if (!last && !after) return await nearMisses(ctx, { text, kinds, limit })
  const silent = shown.filter((row) => row.kind === 'run' && row.place === null).map(({ id }) => id)
  const runs = await saidInRuns(ctx.db, silent, asked)
  return {
    found: shown.map((row) => found(row.kind === 'run' ? { ...row, ...placeOf(runs.get(row.id)) } : row, text)),
    counts: Object.fromEntries(shown.map(({ kind, total }) => [kind, total])),
    next: !each && last && rows.length > limit ? sealToken({ score: last.score, kind: last.kind, id: last.id }) : null,
    near: false,
  }
}

const placeOf = (found: { place: Found['place']; said: string } | undefined) =>
  found && { place: found.place, said: found.said }

const found = ({ kind, id, title, detail, extra, at, place, said }: Row, text: string): Found => ({
  ...{ kind, id, title, detail, extra },
  at: at === null ? null : new Date(at),
  place: place ?? 'name',
  said: said && excerpt(said, text),
})
