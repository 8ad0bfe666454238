import type { Outputs } from '../../_trpc/outputs.ts'
import { smooth } from './smooth.ts'
import type { Axis } from './use-curve-view.ts'

type Curve = Outputs['tracked']['curves'][number]

export interface CurveRun {
  id: string
  name: string
  startedAt: number
  look: { stroke: string; dash: string }
}

export interface LinePoint {
  x: number | Date
  value: number | null
  smoothed: number | null
  low: number | null
  high: number | null
  step: number
  at: number
  count: number
  nan: number
  up: number
  down: number
}

export interface Line extends CurveRun {
  form: Curve['form']
  points: LinePoint[]
}

/** Curves as they are drawn. */
export function linesOf(curves: readonly Curve[], runs: readonly CurveRun[], axis: Axis, weight: number): Line[] {
  return curves.flatMap(({ run: id, form, points }) => {
    const run = runs.find((one) => one.id === id)
    if (!run) return []
    const smoothed = smooth(points, weight)
    const x = ({ step, at }: { step: number; at: number }) =>
      axis === 'step' ? step : axis === 'time' ? new Date(at) : (at - run.startedAt) / 1000
    return [{ ...run, form, points: points.map((one, at) => ({ ...one, x: x(one), smoothed: smoothed[at] ?? null })) }]
  })
}

/** The figures behind a picture, what is no number too. */
export const figuresOf = (lines: readonly Line[]): (string | number)[][] =>
  lines.flatMap(({ name, points }) =>
    points.map(({ step, at, count, value, low, high, ...odd }) => [
      ...(lines.length > 1 ? [name] : []),
      String(step),
      new Date(at).toISOString(),
      String(count),
      value ?? '',
      low ?? '',
      high ?? '',
      oddText(odd),
    ]),
  )

const oddText = ({ nan, up, down }: Pick<LinePoint, 'nan' | 'up' | 'down'>): string =>
  [nan && `${nan} NaN`, up && `${up} ∞`, down && `${down} −∞`].filter(Boolean).join(', ')
