import { sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { type Direction, neighbours, serving } from './edges.ts'
import type { Thing, ThingKind } from './thing.ts'

export interface Link {
  from: Thing
  to: Thing
}

export interface Walked {
  links: Link[]
  /** There is more than was asked for. */
  cut: boolean
}

/** All links on the ways from some things in one direction, the nearest first. A circle is walked once. */
export async function walk(
  q: Queryable,
  asked: { projectId: string; from: Thing[]; direction: Direction; fan: number; limit: number },
): Promise<Walked> {
  const { projectId, from, direction, fan, limit } = asked
  const { rows } = await q.execute<Record<'kind' | 'id' | 'via_kind' | 'via_id', string>>(sql`
    with recursive serving as materialized (${serving(projectId)}), walk(kind, id, via_kind, via_id) as (
      select kind, id collate "C", null::text, null::text collate "C" from jsonb_to_recordset(${JSON.stringify(from)}::jsonb) start(kind text, id text)
      union
      select next.kind, next.id collate "C", walk.kind, walk.id from walk,
        lateral (${neighbours(direction, { projectId, fan })}) next(kind, id)
    )
    select * from walk where via_kind is not null limit ${limit + 1}`)
  const links = rows.slice(0, limit).map((row): Link => {
    const [next, before] = [thing(row.kind, row.id), thing(row.via_kind, row.via_id)]
    return direction === 'down' ? { from: before, to: next } : { from: next, to: before }
  })
  return { links, cut: rows.length > limit }
}

const thing = (kind: string, id: string): Thing => ({ kind: kind.replace(/ only$/, '') as ThingKind, id })
