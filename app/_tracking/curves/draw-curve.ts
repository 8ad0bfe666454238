import type * as Plot from '@observablehq/plot'
import { words } from '../../_words/en.ts'
import { apart } from './apart.ts'
import type { Line, LinePoint } from './lines.ts'
import { shortName } from './short-name.ts'
import type { CurveView } from './use-curve-view.ts'

const text = words.tracking

export const curveHeight = 220
const marginBottom = 32

/** Curves; beneath a smoothed one what it was, faintly. What is no number stands at the edge it runs off to. */
export function drawCurve(plot: typeof Plot, width: number, lines: readonly Line[], view: CurveView): Element {
  const options = optionsOf(plot, width, lines, view)
  const bare = plot.plot(options)
  if (!isLabelled(lines)) return bare
  const y = bare.scale('y')
  const ends = lines.flatMap((line) => {
    const last = line.points.findLast((one) => mainOf(one, view) !== undefined)
    return last ? [{ line, last, at: y?.apply(mainOf(last, view)) as number }] : []
  })
  const places = apart(
    ends.map(({ at }) => at),
    curveHeight - marginBottom,
  )
  const names = lines.map(({ name }) => name)
  const labels = ends.map(({ line: { name, look }, last, at }, index) =>
    plot.text([last], {
      x: 'x',
      y: (one: LinePoint) => mainOf(one, view),
      text: () => shortName(name, names),
      textAnchor: 'start',
      dx: 6,
      dy: (places[index] ?? at) - at,
      fill: look.stroke,
    }),
  )
  return plot.plot({ ...options, marks: [...(options.marks ?? []), ...labels] })
}

/** More would not find room beside their curves; the names above say which is which. */
const isLabelled = ({ length }: readonly Line[]) => length > 1 && length <= 8

const shown = (value: number | null, { scale }: CurveView) =>
  value !== null && (scale === 'linear' || value > 0) ? value : undefined

const mainOf = (one: LinePoint, view: CurveView) => shown(view.smoothing > 0 ? one.smoothed : one.value, view)

/** Points that no line leads to or from. */
const alone = (points: readonly LinePoint[], view: CurveView) => {
  const isThere = (one: LinePoint | undefined) => one !== undefined && mainOf(one, view) !== undefined
  return points.filter((one, at) => isThere(one) && !isThere(points[at - 1]) && !isThere(points[at + 1]))
}

const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 6 })

/** Large numbers would not find room beside the axis. */
function ticksOf(lines: readonly Line[], { scale }: CurveView) {
  if (scale === 'log') return { tickFormat: '~g' }
  const isLarge = lines.some(({ points }) => points.some(({ value }) => Math.abs(value ?? 0) >= 10_000))
  const tickFormat = (tick: number) => (Math.abs(tick) < 1e15 ? short.format(tick) : tick.toExponential())
  return isLarge ? { tickFormat } : {}
}

function optionsOf(plot: typeof Plot, width: number, lines: readonly Line[], view: CurveView): Plot.PlotOptions {
  const { scale, axis, smoothing } = view
  return {
    width,
    height: curveHeight,
    marginLeft: 52,
    marginRight: isLabelled(lines) ? 96 : 16,
    marginBottom,
    style: { background: 'transparent', color: 'var(--ink-soft)', fontFamily: 'inherit', fontSize: '12px' },
    x: { label: text.axisLabels[axis], type: axis === 'time' ? 'time' : 'linear', ticks: 5, labelArrow: 'none' },
    y: { label: null, type: scale, nice: true, ticks: 4, zero: false, ...ticksOf(lines, view) },
    marks: [
      plot.gridY({ stroke: 'var(--line)', strokeOpacity: 1, ticks: 4 }),
      ...lines.flatMap(({ points, look, form }) => {
        const common = { x: 'x', strokeDasharray: look.dash, stroke: look.stroke }
        const odd = (pick: 'nan' | 'up' | 'down') => points.filter((one) => one[pick] > 0)
        const edge = { x: 'x', stroke: look.stroke, r: 4 }
        return [
          form === 'summed up' &&
            plot.areaY(points, {
              x: 'x',
              y1: (one: LinePoint) => shown(one.low, view),
              y2: (one: LinePoint) => shown(one.high, view),
              fill: look.stroke,
              fillOpacity: 0.16,
            }),
          smoothing > 0 &&
            plot.line(points, {
              ...common,
              y: (one: LinePoint) => shown(one.value, view),
              strokeOpacity: 0.3,
              strokeWidth: 1,
            }),
          plot.line(points, { ...common, y: (one: LinePoint) => mainOf(one, view), strokeWidth: 1.5 }),
          plot.dot(alone(points, view), { x: 'x', y: (one: LinePoint) => mainOf(one, view), fill: look.stroke, r: 3 }),
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
        ].filter(Boolean) as Plot.Markish[]
      }),
    ],
  }
}
