const width = 80
const height = 18

/** A curve without axes, as wide as a word. */
export function Spark({ values, label }: { values: readonly number[]; label: string }) {
  const real = values.filter(Number.isFinite)
  if (real.length < 2) return null
  const [low, high] = [Math.min(...real), Math.max(...real)]
  const x = (at: number) => (at / (values.length - 1)) * (width - 2) + 1
  const y = (value: number) => (high === low ? height / 2 : height - 2 - ((value - low) / (high - low)) * (height - 4))
  const path = values.map((value, at) => (Number.isFinite(value) ? `${x(at)},${y(value)}` : '')).filter(Boolean)
  return (
    <svg role="img" aria-label={label} width={width} height={height} className="block text-chart-now">
      <polyline points={path.join(' ')} fill="none" stroke="currentColor" strokeWidth={1.25} />
    </svg>
  )
}
