import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'

interface SpreadProps {
  /** In order. */
  values: readonly number[]
  now: number
  then: number | undefined
}

const [width, height, bins] = [320, 48, 24]

/** Where a number lies among those that the model gives rows of training. */
export function Spread({ values, now, then }: SpreadProps) {
  if (values.length < 8) return null
  const low = Math.min(values[0] ?? now, now, then ?? now)
  const high = Math.max(values.at(-1) ?? now, now, then ?? now)
  const x = (value: number) => ((value - low) / (high - low || 1)) * width
  const counts = new Array<number>(bins).fill(0)
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor(((value - low) / (high - low || 1)) * bins))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  const most = Math.max(...counts)
  return (
    <figure className="flex flex-col gap-1">
      <svg
        role="img"
        aria-label={words.demo.among(values.length)}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="h-12 w-full overflow-visible"
      >
        {counts.map((count, bin) => {
          const tall = (count / most) * (height - 2)
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
              key={bin}
              x={(bin * width) / bins + 0.5}
              y={height - tall}
              width={width / bins - 1}
              height={tall}
              className="fill-chart-quiet"
            />
          )
        })}
        {then !== undefined && <rect x={x(then) - 1} width={2} height={height} className="fill-chart-then" />}
        <rect x={x(now) - 1} width={2} height={height} className="fill-accent" />
      </svg>
      <figcaption className="flex justify-between gap-3 text-12 text-faint">
        <span className="figures">{numberText(low)}</span>
        <span className="text-center">{words.demo.among(values.length)}</span>
        <span className="figures">{numberText(high)}</span>
      </figcaption>
    </figure>
  )
}
