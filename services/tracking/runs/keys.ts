import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { latestMetrics, runParams, runTags, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { runScope, runsAmong } from './among.ts'

export interface KeyFacts {
  entity: 'param' | 'metric' | 'tag'
  key: string
  /** Of the runs that were looked at. */
  runs: number
  /** Not all of them have the same value. */
  varies: boolean
}

/** At either end: of a hundred thousand runs not all need be read to know what they are described by. */
const looked = 150

/** Names of parameters, metrics and tags of runs, the usual ones first: of the newest and the oldest few hundred. */
export async function keys(ctx: Context, input: z.input<typeof runScope>): Promise<KeyFacts[]> {
  authorize(ctx, 'tracking', 'read')
  const among = await runsAmong(ctx, parse(runScope, input))
  if (!among) return []
  const { rows } = await ctx.db.execute<KeyFacts & Record<string, unknown>>(sql`
    with picked as materialized (
      (select id from ${trackedRuns} where ${among} order by started_at desc, id limit ${looked})
      union
      (select id from ${trackedRuns} where ${among} order by started_at, id desc limit ${looked})
    ), found as (
      select 'param' as entity, c.key, count(*)::int as runs, min(c.value) <> max(c.value) as varies
      from picked join ${runParams} c on c.run_id = picked.id group by c.key
      union all
      select 'metric', c.key, count(*)::int, min(c.value) <> max(c.value)
      from picked join ${latestMetrics} c on c.run_id = picked.id group by c.key
      union all
      select 'tag', c.key, count(*)::int, min(left(c.value, 100)) <> max(left(c.value, 100))
      from picked join ${runTags} c on c.run_id = picked.id group by c.key
    ) select * from found order by runs desc, key limit 2000`)
  return rows
}
