import type { Spread as Among } from '#services/demos/spread-of.ts'
import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'

interface SpreadProps {
  among: Among
  now: number
  then: number | undefined
}

const [width, height] = [320, 48]

/** Where a number lies among those of training. */
export function Spread({ among, now, then }: SpreadProps) {
  const { edges, counts, of, count } = among
  const told = words.demo.among[of](count)
  const low = Math.min(edges[0] ?? now, now, then ?? now)
  const high = Math.max(edges.at(-1) ?? now, now, then ?? now)
  const x = (value: number) => ((value - low) / (high - low || 1)) * width
  const most = Math.max(...counts, 1)
  return (
    <figure className="flex flex-col gap-1">
      <svg
        role="img"
        aria-label={told}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="h-12 w-full overflow-visible"
      >
        {counts.map((rows, bin) => {
          const [from = 0, to = 0] = [edges[bin], edges[bin + 1]]
          const tall = rows === 0 ? 0 : Math.max(1, (rows / most) * (height - 2))
          return (
            <rect
              key={from}
              x={x(from) + 0.5}
              y={height - tall}
              width={Math.max(0.5, x(to) - x(from) - 1)}
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
        <span className="text-center">{told}</span>
        <span className="figures">{numberText(high)}</span>
      </figcaption>
    </figure>
  )
}
