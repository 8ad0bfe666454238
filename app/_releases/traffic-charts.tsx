'use client'
import type * as Plot from '@observablehq/plot'
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { apart } from '../_tracking/curves/apart.ts'
import { useTRPC } from '../_trpc/client.tsx'
import type { Outputs } from '../_trpc/outputs.ts'
import { Chart } from '../_ui/chart.tsx'
import { Loaded } from '../_ui/loaded.tsx'
import { timeAxis } from '../_ui/time-axis.ts'
import { words } from '../_words/en.ts'
import { inSlots, known, lone } from './in-slots.ts'

const text = words.releases
const height = 162

type Series = Outputs['traffic']['series']
type Version = Series['versions'][number]
type Point = Version['points'][number]
type Figure = keyof typeof text.charts

const pick: Record<Figure, (point: Point, minutes: number) => number | null> = {
  requests: ({ requests }, minutes) => requests / minutes,
  errors: ({ errorRate }) => (errorRate === null ? null : errorRate * 100),
  p50: ({ p50 }) => p50,
  p95: ({ p95 }) => p95,
  disagreement: ({ disagreement }) => (disagreement === null ? null : disagreement * 100),
}

interface TrafficChartsProps {
  endpoint: string
  from: Date
  to?: Date | undefined
  /** The versions of a release, which have their hues everywhere. */
  then?: string | undefined
  now?: string | undefined
}

/** How each version does over time, one small picture a figure. */
export function TrafficCharts({ endpoint, from, to, ...hues }: TrafficChartsProps) {
  const trpc = useTRPC()
  const series = useQuery(trpc.traffic.series.queryOptions({ endpoint, from, ...(to && { to }) }))
  return (
    <Loaded query={series} what={text.traffic.toLowerCase()}>
      {(found) => {
        if (found.versions.length === 0) return <p className="text-soft">{text.noTraffic}</p>
        const shadow = found.versions.some(({ mode }) => mode === 'shadow')
        const figures: Figure[] = ['requests', 'errors', 'p50', 'p95', ...(shadow ? (['disagreement'] as const) : [])]
        return (
          <>
            <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
              {figures.map((figure) => (
                <FigureChart key={figure} figure={figure} series={found} {...hues} />
              ))}
            </div>
            {found.versions.some(({ mode }) => mode === 'demo') && (
              <p className="text-12 text-faint">{text.demosApart}</p>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

const hueOf = (index: number, { versionId }: Version, { then, now }: Pick<TrafficChartsProps, 'then' | 'now'>) => {
  if (versionId === now) return 'var(--chart-now)'
  if (versionId === then) return 'var(--chart-then)'
  // Beside the two of a release any other stays in the background.
  return now ? 'var(--ink-faint)' : `var(--series-${(index % 8) + 1})`
}

const nameOf = ({ version, mode }: Version) => `v${version ?? '?'}${text.modeOf[mode]}`

/** Names that would stand on the axis move up together. */
const aboveAxis = (places: number[]) => {
  const below = Math.max(0, Math.max(...places) - (height - 44))
  return places.map((place) => place - below)
}

interface FigureChartProps extends Pick<TrafficChartsProps, 'then' | 'now'> {
  figure: Figure
  series: Series
}

function FigureChart({ figure, series, then, now }: FigureChartProps) {
  const times = series.versions.flatMap(({ points }) => points.map(({ at }) => at))
  const moments = times.map((at) => at.getTime())
  const [first, last] = [Math.min(...moments), Math.max(...moments)]
  const picture = {
    ...{ minutes: series.minutes, first: new Date(first), last: new Date(last) },
    empty: figure === 'requests' ? 0 : null,
  }
  const lines = series.versions
    .map((version, index) => {
      const measured = version.points.map((point) => ({ at: point.at, value: pick[figure](point, series.minutes) }))
      const path = inSlots(measured, picture)
      return {
        name: nameOf(version),
        dash: version.mode === 'demo' ? '3 3' : undefined,
        hue: hueOf(index, version, { then, now }),
        path,
        points: known(path),
        // Where it was asked last: at 0 its name would lie on other lines.
        end: known(measured).slice(-1),
      }
    })
    .filter(({ points }) => points.length > 0)
  const top = Math.max(
    figure === 'errors' || figure === 'disagreement' ? 1 : 0.001,
    ...lines.flatMap(({ points }) => points.map(({ value }) => value)),
  )
  const yOf = ([end]: { value: number }[]) => 8 + (height - 44) * (1 - (end?.value ?? 0) / top)
  const together = lines.filter(({ end }) => end[0]?.at.getTime() === last)
  const ends = aboveAxis(apart(together.map(({ end }) => yOf(end))))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lines are made of what is listed
  const draw = useCallback(
    (plot: typeof Plot, width: number) =>
      plot.plot({
        ...{ width, height, marginLeft: 44, marginRight: 72, marginBottom: 36, marginTop: 8 },
        style: { background: 'transparent', color: 'var(--ink-soft)', fontFamily: 'inherit', fontSize: '12px' },
        x: timeAxis(times, Math.min(5, width / 130)),
        y: { label: null, domain: [0, top], nice: true, ticks: 3 },
        marks: [
          plot.gridY({ stroke: 'var(--line)', strokeOpacity: 1, ticks: 3 }),
          ...lines.flatMap(({ name, hue, dash, path, points, end }) => [
            plot.line(path, {
              x: 'at',
              y: 'value',
              stroke: hue,
              strokeWidth: 1.5,
              ...(dash && { strokeDasharray: dash }),
            }),
            plot.dot(points.length < 30 ? points : [...lone(path), ...points.slice(-1)], {
              x: 'at',
              y: 'value',
              fill: hue,
              r: 2.5,
            }),
            plot.text(end, {
              ...{ x: 'at', y: 'value', text: () => name, fill: hue, textAnchor: 'start', dx: 6 },
              dy: (ends[together.findIndex((line) => line.name === name)] ?? yOf(end)) - yOf(end),
            }),
          ]),
        ],
      }),
    [figure, series, then, now],
  )
  return (
    <div className="min-w-0">
      <h3 className="text-12 text-faint">{text.charts[figure]}</h3>
      <Chart
        label={`${text.charts[figure]}: ${lines.map(({ name }) => name).join(', ')}`}
        draw={draw}
        height={height}
        table={{
          columns: [text.time, text.version, text.charts[figure]],
          rows: lines.flatMap(({ name, points }) => points.map(({ at, value }) => [at.toLocaleString(), name, value])),
        }}
      />
    </div>
  )
}
