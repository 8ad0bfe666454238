import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'

interface SeriesPoint {
  from: string | number
  value: number | null
  rows: number
  low?: number | undefined
  high?: number | undefined
}

interface SeriesProps {
  title: string
  points: readonly SeriesPoint[]
  limits?: { low?: number | undefined; high?: number | undefined } | undefined
  since?: string | number | undefined
}

const [width, height, edge] = [240, 56, 3]

/** A figure in each part of a window: a line with its interval, its limits dashed, and where it began to be beyond them. */
export function Series({ title, points, limits = {}, since }: SeriesProps) {
  const told = points.flatMap(({ value, low = value, high = value }) =>
    value === null ? [] : [value, low ?? value, high ?? value],
  )
  if (told.length === 0) return null
  const ends = [limits.low, limits.high].filter((end) => end !== undefined)
  const [least, most] = [Math.min(...told, ...ends), Math.max(...told, ...ends)]
  const x = (place: number) => ((place + 0.5) / points.length) * width
  const y = (value: number) => height - edge - ((value - least) / (most - least || 1)) * (height - 2 * edge)
  const begins = points.findIndex(({ from }) => from === since)
  const known = points.flatMap((point, place) =>
    point.value === null ? [] : [{ ...point, place, value: point.value }],
  )
  const path = known.map(({ place, value }) => `${x(place)},${y(value)}`).join(' ')
  // A line needs two: what stands alone is as long as its part.
  const alone = known.filter(({ place }) => !known.some((other) => Math.abs(other.place - place) === 1))
  const band = [
    ...known.map(({ place, value, high = value }) => `${x(place)},${y(high)}`),
    ...known.toReversed().map(({ place, value, low = value }) => `${x(place)},${y(low)}`),
  ]
  const first = points[0]?.from
  const last = points.at(-1)?.from
  return (
    <figure className="min-w-0">
      <svg
        role="img"
        aria-label={words.monitors.overParts(title)}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="block h-14 w-full"
      >
        {begins >= 0 && (
          <rect
            x={(begins / points.length) * width}
            y={0}
            width={width - (begins / points.length) * width}
            height={height}
            className="fill-danger-soft"
          />
        )}
        <polygon points={band.join(' ')} className="fill-chart-quiet" />
        {ends.map((end) => (
          <line
            key={end}
            x1={0}
            x2={width}
            y1={y(end)}
            y2={y(end)}
            vectorEffect="non-scaling-stroke"
            strokeDasharray="4 3"
            className="stroke-line-strong"
          />
        ))}
        <polyline points={path} vectorEffect="non-scaling-stroke" className="fill-none stroke-2 stroke-chart-then" />
        {alone.map(({ place, value }) => (
          <line
            key={place}
            x1={x(place - 0.5)}
            x2={x(place + 0.5)}
            y1={y(value)}
            y2={y(value)}
            vectorEffect="non-scaling-stroke"
            className="stroke-2 stroke-chart-then"
          />
        ))}
      </svg>
      <figcaption className="flex justify-between gap-2 text-12 text-faint">
        <span className="whitespace-nowrap">{placeText(first)}</span>
        <span className="figures whitespace-nowrap">
          {numberText(short(least))} – {numberText(short(most))}
        </span>
        <span className="whitespace-nowrap">{placeText(last) === placeText(first) ? '' : hourText(first, last)}</span>
      </figcaption>
    </figure>
  )
}

const short = (value: number): number => Number(value.toPrecision(3))

/** Where it ends: of the same day, only the hour. */
const hourText = (first: string | number | undefined, last: string | number | undefined): string => {
  const [day, hour] = placeText(last).split(', ')
  return hour && placeText(first).startsWith(`${day}, `) ? hour : placeText(last)
}

/** A time as people of this place write it, in short; or the number of a row. */
export function placeText(place: string | number | undefined): string {
  if (place === undefined) return ''
  if (typeof place === 'number') return numberText(place)
  const at = new Date(place)
  return at.toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
}
