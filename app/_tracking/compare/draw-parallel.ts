import type * as Plot from '@observablehq/plot'
import { numberText } from '../../_ui/number-text.tsx'
import { words } from '../../_words/en.ts'
import { seriesLook } from '../series.ts'
import { type Dimension, isLogarithmic, namesOf, placeAlong, ticksAlong } from './dimensions.ts'

/** Of a dimension the part that a run must lie in, from 0 to 1. */
export type Brushes = Readonly<Record<string, readonly [number, number]>>

export const parallelHeight = 360

/** Which runs lie in all parts that were drawn over. */
export function withinAll(dimensions: readonly Dimension[], brushes: Brushes, run: number): boolean {
  return dimensions.every((dimension) => {
    const brush = brushes[dimension.id]
    const value = dimension.values[run]
    if (!brush) return true
    if (value === null || value === undefined) return false
    const place = placeAlong(dimension)(value)
    return place >= brush[0] && place <= brush[1]
  })
}

/** What an axis is called, with how it is stepped where that is not even. */
export const axisTitle = (dimension: Dimension): string =>
  isLogarithmic(dimension) ? words.tracking.logAxis(dimension.title) : dimension.title

interface Parallel {
  dimensions: readonly Dimension[]
  names: readonly string[]
  brushes: Brushes
}

/** A line for each run through what it was given and what came of it. */
export function drawParallel(plot: typeof Plot, width: number, { dimensions, names, brushes }: Parallel) {
  const points = names.map((name, run) => ({
    name,
    look: seriesLook(run),
    inside: withinAll(dimensions, brushes, run),
    line: dimensions.flatMap((dimension) => {
      const value = dimension.values[run]
      return value === null || value === undefined ? [] : [{ x: dimension.id, y: placeAlong(dimension)(value) }]
    }),
  }))
  const ticks = dimensions.flatMap((dimension) => {
    const place = placeAlong(dimension)
    if (dimension.form === 'names')
      return namesOf(dimension).map((name) => ({ x: dimension.id, y: place(name), text: name }))
    return ticksAlong(dimension).map((value) => ({ x: dimension.id, y: place(value), text: numberText(value) }))
  })
  const titles = new Map(dimensions.map((one) => [one.id, axisTitle(one)]))
  return plot.plot({
    width: Math.max(width, dimensions.length * 96),
    height: parallelHeight,
    marginTop: 36,
    marginBottom: 16,
    marginLeft: 64,
    marginRight: 80,
    style: { background: 'transparent', color: 'var(--ink-soft)', fontFamily: 'inherit', fontSize: '12px' },
    x: {
      type: 'point',
      axis: 'top',
      label: null,
      domain: dimensions.map(({ id }) => id),
      padding: 0,
      tickSize: 0,
      tickFormat: (id: string) => titles.get(id) ?? id,
    },
    y: { axis: null, domain: [0, 1] },
    marks: [
      plot.ruleX(dimensions, { x: 'id', stroke: 'var(--line-strong)' }),
      ...[...points]
        .sort((a, b) => Number(a.inside) - Number(b.inside))
        .map(({ look, inside, line, name }) =>
          plot.line(line, {
            x: 'x',
            y: 'y',
            stroke: inside ? look.stroke : 'var(--chart-quiet)',
            strokeWidth: inside ? 2 : 1,
            strokeDasharray: look.dash,
            strokeOpacity: inside ? 1 : 0.5,
            title: () => name,
          }),
        ),
      plot.text(ticks, {
        x: 'x',
        y: 'y',
        text: 'text',
        textAnchor: 'start',
        dx: 5,
        fill: 'var(--ink-soft)',
        stroke: 'var(--ground)',
        strokeWidth: 4,
      }),
      ...Object.entries(brushes).map(([x, [y1, y2]]) =>
        plot.ruleX([{ x, y1, y2 }], {
          x: 'x',
          y1: 'y1',
          y2: 'y2',
          stroke: 'var(--accent)',
          strokeWidth: 8,
          strokeOpacity: 0.4,
        }),
      ),
    ],
  })
}
