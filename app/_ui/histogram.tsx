interface HistogramProps {
  counts: readonly number[]
  /** What the bars mean, in words. */
  label: string
}

/** A distribution, 60 pixels wide. */
export function Histogram({ counts, label }: HistogramProps) {
  const most = Math.max(...counts, 1)
  const width = 60 / Math.max(counts.length, 1)
  return (
    <svg role="img" aria-label={label} width={60} height={16} className="block text-chart-now">
      <title>{label}</title>
      <rect y={15.5} width={60} height={0.5} className="fill-line-strong" />
      {counts.map((count, index) => {
        const height = count === 0 ? 0 : Math.max((count / most) * 15, 1)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={index}
            x={index * width}
            y={15.5 - height}
            width={Math.max(width - 0.75, 0.5)}
            height={height}
            fill="currentColor"
          />
        )
      })}
    </svg>
  )
}
