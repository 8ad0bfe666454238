import type * as Plot from '@observablehq/plot'
import { words } from '../../_words/en.ts'
import type { Line, LinePoint } from './lines.ts'
import type { CurveView } from './use-curve-view.ts'

const text = words.tracking

export const curveHeight = 220

/** Curves; beneath a smoothed one what it was, faintly. What is no number stands at the edge it runs off to. */
export function drawCurve(plot: typeof Plot, width: number, lines: readonly Line[], view: CurveView): Element {
  const { scale, axis, smoothing } = view
  const shown = (value: number | null) => (value !== null && (scale === 'linear' || value > 0) ? value : undefined)
  const labels = lines.length > 1 && lines.length <= 6
  return plot.plot({
    width,
    height: curveHeight,
    marginLeft: 52,
    marginRight: labels ? 96 : 16,
    marginBottom: 32,
    style: { background: 'transparent', color: 'var(--ink-soft)', fontFamily: 'inherit', fontSize: '12px' },
    x: { label: text.axisLabels[axis], type: axis === 'time' ? 'time' : 'linear', ticks: 5, labelArrow: 'none' },
    y: { label: null, type: scale, nice: true, ticks: 4, zero: false, ...(scale === 'log' && { tickFormat: '~g' }) },
    marks: [
      plot.gridY({ stroke: 'var(--line)', strokeOpacity: 1 }),
      ...lines.flatMap(({ points, look, form, name }) => {
        const common = { x: 'x', strokeDasharray: look.dash }
        const value = (one: LinePoint) => shown(one.value)
        const main = (one: LinePoint) => shown(smoothing > 0 ? one.smoothed : one.value)
        const last = points.findLast((one) => main(one) !== undefined)
        const odd = (pick: 'nan' | 'up' | 'down') => points.filter((one) => one[pick] > 0)
        const edge = { x: 'x', stroke: look.stroke, r: 4 }
        return [
          form === 'summed up' &&
            plot.areaY(points, {
              x: 'x',
              y1: (one: LinePoint) => shown(one.low),
              y2: (one: LinePoint) => shown(one.high),
              fill: look.stroke,
              fillOpacity: 0.16,
            }),
          smoothing > 0 &&
            plot.line(points, { ...common, y: value, stroke: look.stroke, strokeOpacity: 0.3, strokeWidth: 1 }),
          plot.line(points, { ...common, y: main, stroke: look.stroke, strokeWidth: 1.5 }),
          points.length === 1 && plot.dot(points, { x: 'x', y: main, fill: look.stroke, r: 3 }),
          plot.dot(odd('nan'), { ...edge, symbol: 'times', frameAnchor: 'bottom', dy: -6, title: () => 'NaN' }),
          plot.dot(odd('up'), { ...edge, symbol: 'triangle', frameAnchor: 'top', dy: 6, title: () => '∞' }),
          plot.dot(odd('down'), {
            ...edge,
            symbol: 'triangle',
            rotate: 180,
            frameAnchor: 'bottom',
            dy: -6,
            title: () => '−∞',
          }),
          labels &&
            last &&
            plot.text([last], {
              x: 'x',
              y: main,
              text: () => (name.length > 14 ? `${name.slice(0, 13)}…` : name),
              textAnchor: 'start',
              dx: 6,
              fill: look.stroke,
            }),
        ].filter(Boolean) as Plot.Markish[]
      }),
    ],
  })
}
