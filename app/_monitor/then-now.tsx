import type { FeatureDrift } from '#pipeline/ports/drift.ts'
import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'

const [width, height] = [240, 56]

/** Shares of rows over the same bins: the reference as bars, what comes now as a line of steps. */
export function ThenNow({ name, bins }: { name: string; bins: NonNullable<FeatureDrift['bins']> }) {
  const then = sharesOf(bins.before)
  const now = sharesOf(bins.now)
  const most = Math.max(...then, ...now, Number.EPSILON)
  const places = placesOf(bins)
  const level = (share: number) => height - (share / most) * (height - 2)
  const steps = now.flatMap((share, index) => {
    const [from, to] = places[index] ?? [0, 0]
    return [`${from},${level(share)}`, `${to},${level(share)}`]
  })
  const ends = 'edges' in bins ? [bins.edges[0] ?? 0, bins.edges.at(-1) ?? 0].map(numberText) : bins.labels
  return (
    <figure className="min-w-0">
      <svg
        role="img"
        aria-label={words.monitors.picture(name)}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="block h-14 w-full"
      >
        {then.map((share, index) => {
          const [from, to] = places[index] ?? [0, 0]
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
              key={index}
              x={from + 0.5}
              y={level(share)}
              width={Math.max(to - from - 1, 0.5)}
              height={height - level(share)}
              className="fill-chart-quiet"
            />
          )
        })}
        <polyline
          points={`0,${height} ${steps.join(' ')} ${width},${height}`}
          vectorEffect="non-scaling-stroke"
          className="fill-none stroke-2 stroke-chart-then"
        />
      </svg>
      <figcaption className="flex justify-between gap-2 text-12 text-faint">
        {ends.map((end, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: both ends may be the same number
          <span key={index} className={'labels' in bins ? 'min-w-0 flex-1 truncate text-center' : ''} title={end}>
            {end}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

const sharesOf = (counts: number[]): number[] => {
  const all = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count) => (all === 0 ? 0 : count / all))
}

function placesOf(bins: NonNullable<FeatureDrift['bins']>): [number, number][] {
  if ('labels' in bins) {
    const each = width / Math.max(1, bins.labels.length)
    return bins.labels.map((_, index) => [index * each, (index + 1) * each])
  }
  const { edges } = bins
  const [low, high] = [edges[0] ?? 0, edges.at(-1) ?? 1]
  const at = (edge: number) => ((edge - low) / (high - low || 1)) * width
  return edges.slice(1).map((edge, index) => [at(edges[index] ?? low), at(edge)])
}
