import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { latestMetrics, runParams, runTags, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { beneathNone, runScope, runsAmong } from './among.ts'

export interface KeyFacts {
  entity: 'param' | 'metric' | 'tag'
  key: string
  /** Of the runs that were looked at. */
  runs: number
  /** Of those, which stand beneath no other. */
  top: number
  /** Not all of them have the same value. */
  varies: boolean
  /** Nor have those that stand beneath no other. */
  topVaries: boolean
}

/** At either end: of a hundred thousand runs not all need be read to know what they are described by. */
const looked = 150

const facts = (value: SQL) => sql`c.key, count(*)::int as runs, min(${value}) <> max(${value}) as varies,
  (count(*) filter (where picked.top))::int as top,
  coalesce(min(${value}) filter (where picked.top) <> max(${value}) filter (where picked.top), false) as "topVaries"`

/**
 * Names of parameters, metrics and tags of runs, the usual ones first: of the newest and the oldest few hundred, and of those
 * that they stand beneath, which hundreds of newer ones may hide.
 */
export async function keys(ctx: Context, input: z.input<typeof runScope>): Promise<KeyFacts[]> {
  authorize(ctx, 'tracking', 'read')
  const among = await runsAmong(ctx, parse(runScope, input))
  if (!among) return []
  const { rows } = await ctx.db.execute<KeyFacts & Record<string, unknown>>(sql`
    with ends as materialized (
      (select id, parent_id from ${trackedRuns} where ${among} order by started_at desc, id limit ${looked})
      union
      (select id, parent_id from ${trackedRuns} where ${among} order by started_at, id desc limit ${looked})
    ), picked as materialized (
      select id, ${beneathNone} as top from ${trackedRuns}
      where id in (select id from ends union select parent_id from ends) and ${among}
    ), found as (
      select 'param' as entity, ${facts(sql`c.value`)}, count(distinct c.value) as values
      from picked join ${runParams} c on c.run_id = picked.id group by c.key
      union all
      select 'metric', ${facts(sql`c.value`)}, 0
      from picked join ${latestMetrics} c on c.run_id = picked.id group by c.key
      union all
      select 'tag', ${facts(sql`left(c.value, 100)`)}, 0
      from picked join ${runTags} c on c.run_id = picked.id group by c.key
    ) select entity, key, runs, varies, top, "topVaries" from found order by runs desc, values desc, key limit 2000`)
  return rows
}
