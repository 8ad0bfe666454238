import { sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { type Around, type Direction, neighbours, serving } from './edges.ts'
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
  asked: { from: Thing[]; direction: Direction; limit: number } & Around,
): Promise<Walked> {
  const { projectId, from, direction, fan, removed, limit } = asked
  const { rows } = await q.execute<Record<'kind' | 'id' | 'via_kind' | 'via_id', string>>(sql`
    with recursive serving as materialized (${serving(projectId)}), walk(kind, id, via_kind, via_id) as (
      select kind, id collate "C", null::text, null::text collate "C" from jsonb_to_recordset(${JSON.stringify(from)}::jsonb) start(kind text, id text)
      union
      select next.kind, next.id collate "C", walk.kind, walk.id from walk,
        lateral (${neighbours(direction, { projectId, fan, removed })}) next(kind, id)
    )
    select * from walk where via_kind is not null limit ${limit + 1}`)
  const links = rows.slice(0, limit).map((row): Link => {
    const [next, before] = [thing(row.kind, row.id), thing(row.via_kind, row.via_id)]
    return direction === 'down' ? { from: before, to: next } : { from: next, to: before }
  })
  return { links, cut: rows.length > limit }
}

const thing = (kind: string, id: string): Thing => ({ kind: kind.replace(/ only$/, '') as ThingKind, id })

/** So many neighbours of one sort are counted. */
export const mostCounted = 1000

export interface Counted {
  thing: Thing
  total: number
  removed: number
}

/** How many neighbours some things have in a direction, and how many of these are versions no longer in use. */
export async function countAround(
  q: Queryable,
  { projectId, things, direction }: { projectId: string; things: Thing[]; direction: Direction },
): Promise<Counted[]> {
  const around = neighbours(direction, { projectId, fan: mostCounted, removed: 'shown' })
  const { rows } = await q.execute<Record<'kind' | 'id', string> & Record<'total' | 'removed', number>>(sql`
    with serving as materialized (${serving(projectId)})
    select walk.kind, walk.id, count(*)::int as total, (count(*) filter (where v.deleted_at is not null))::int as removed
    from (select kind, id collate "C" as id from jsonb_to_recordset(${JSON.stringify(things)}::jsonb) start(kind text, id text)) walk,
      lateral (select distinct kind, id collate "C" as id from (${around}) all_of(kind, id)) next
      left join model_versions v on v.id = case next.kind when 'version' then next.id::uuid end
    group by walk.kind, walk.id`)
  return rows.map(({ kind, id, total, removed }) => ({ thing: thing(kind, id), total, removed }))
}
