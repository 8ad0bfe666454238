import type { DemoInput } from '#services/demos/page.ts'
import { words } from '../_words/en.ts'

interface RangePictureProps {
  input: DemoInput
  /** What the answer would be over the range, lowest first. */
  curve: readonly number[] | undefined
  /** Between which numbers the curve is drawn. */
  span: readonly [number, number]
}

const [width, height] = [240, 36]

/** Under a slider: how training was spread over the range, and how the answer follows it. */
export function RangePicture({ input: { label, range, histogram }, curve, span }: RangePictureProps) {
  if (!range || range[0] === range[1]) return null
  const [low, high] = range
  const x = (value: number) => ((value - low) / (high - low)) * width
  const most = Math.max(...(histogram?.counts ?? []), 1)
  const y = (value: number) => height - 3 - ((value - span[0]) / (span[1] - span[0] || 1)) * (height - 6)
  const points = curve?.map((value, place) => `${(place / Math.max(1, curve.length - 1)) * width},${y(value)}`)
  return (
    <svg
      role="img"
      aria-label={words.demo.distribution(label)}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="block h-9 w-full overflow-visible"
    >
      {histogram?.counts.map((count, bin) => {
        const [from = 0, to = 0] = [histogram.edges[bin], histogram.edges[bin + 1]]
        const tall = count === 0 ? 0 : Math.max(1, (count / most) * (height - 2))
        return (
          <rect
            key={from}
            x={x(from) + 0.5}
            y={height - tall}
            width={Math.max(0.5, x(to) - x(from) - 1)}
            height={tall}
            className="fill-chart-quiet opacity-60"
          />
        )
      })}
      {points && (
        <polyline
          points={points.join(' ')}
          fill="none"
          strokeWidth={1.5}
          vectorEffect="non-scaling-stroke"
          className="stroke-accent"
        />
      )}
    </svg>
  )
}
