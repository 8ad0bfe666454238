import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { metricPoints, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { plainText, runId } from '../fields.ts'

export const curvesInput = z.object({
  runs: z.array(runId).min(1).max(20),
  key: plainText,
  axis: z.enum(['step', 'time']).default('step'),
  /** At most so many points of each run. */
  points: z.int().min(10).max(2000).default(400),
  /** Of the axis: steps, or milliseconds since 1970. */
  from: z.number().optional(),
  to: z.number().optional(),
})
type Asked = z.output<typeof curvesInput>

/** A point as it was logged, or what some neighbouring points have in common. */
export interface CurvePoint {
  step: number
  at: number
  /** How many were logged here. */
  count: number
  /** Mean of the numbers among them; null when there is none. */
  value: number | null
  low: number | null
  high: number | null
  nan: number
  up: number
  down: number
}

export interface Curve {
  run: string
  /** Whether each point is one that was logged. */
  points: CurvePoint[]
  form: 'as logged' | 'summed up'
}

/**
 * One metric of some runs, each with few enough points to draw, however many were logged: neighbours are summed up to
 * their mean, least and greatest, so that no peak is lost; what is no number is counted beside.
 */
export async function curves(ctx: Context, input: z.input<typeof curvesInput>): Promise<Curve[]> {
  authorize(ctx, 'tracking', 'read')
  const asked = parse(curvesInput, input)
  const known = await ctx.db.execute<{ id: string }>(sql`select id from ${trackedRuns}
    where project_id = ${ctx.actor.projectId} and id = any(${sql.param(asked.runs)}::uuid[])`)
  const ids = new Set(known.rows.map(({ id }) => id))
  return await Promise.all(asked.runs.filter((id) => ids.has(id)).map((run) => curveOf(ctx, run, asked)))
}

async function curveOf(ctx: Context, run: string, asked: Asked): Promise<Curve> {
  const { key, axis, points, from, to } = asked
  const x = axis === 'step' ? sql`step` : sql`at`
  const within = sql`run_id = ${run} and key = ${key}
    ${from === undefined ? sql`` : sql`and ${x} >= ${from}::float8`} ${to === undefined ? sql`` : sql`and ${x} <= ${to}::float8`}`
  const few = await ctx.db.execute<{ step: string; at: string; value: number }>(
    sql`select step, at, value from ${metricPoints} where ${within} limit ${points + 1}`,
  )
  if (few.rows.length > points) return { run, form: 'summed up', points: await summedUp(ctx, x, within, points) }
  const single = few.rows.map(({ step, at, value }) => pointOf(Number(step), Number(at), value))
  const byStep = (a: CurvePoint, b: CurvePoint) => a.step - b.step || a.at - b.at
  const byTime = (a: CurvePoint, b: CurvePoint) => a.at - b.at || a.step - b.step
  return { run, form: 'as logged', points: single.sort(axis === 'step' ? byStep : byTime) }
}

function pointOf(step: number, at: number, value: number): CurvePoint {
  const real = Number.isFinite(value) ? value : null
  return {
    ...{ step, at, count: 1, value: real, low: real, high: real },
    ...{ nan: Number(Number.isNaN(value)), up: Number(value === Infinity), down: Number(value === -Infinity) },
  }
}

async function summedUp(ctx: Context, x: SQL, within: SQL, points: number): Promise<CurvePoint[]> {
  const real = sql`filter (where value > '-Infinity' and value < 'Infinity')`
  const { rows } = await ctx.db.execute<Record<keyof CurvePoint, string | number | null>>(sql`
    with span as (
      select min(${x})::float8 as low, (max(${x})::float8 - min(${x})::float8) / ${points}::int as width
      from ${metricPoints} where ${within}
    )
    select min(step) as step, min(at) as at, count(*)::int as count,
      avg(value) ${real} as value, min(value) ${real} as low, max(value) ${real} as high,
      count(*) filter (where value = 'NaN')::int as nan, count(*) filter (where value = 'Infinity')::int as up,
      count(*) filter (where value = '-Infinity')::int as down
    from ${metricPoints}, span where ${within}
    group by case when width = 0 then 0 else least(floor((${x} - low) / width), ${points - 1}::int) end
    order by min(${x})`)
  return rows.map((row) => ({ ...(row as unknown as CurvePoint), step: Number(row.step), at: Number(row.at) }))
}
