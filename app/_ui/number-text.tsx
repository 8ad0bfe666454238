const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 })
const exact = new Intl.NumberFormat('en', { maximumSignificantDigits: 15 })
const decimal = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 })

/** Shortened from 10,000 on. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (Math.abs(value) >= 1e15) return value.toExponential(1)
  if (Math.abs(value) >= 10_000) return short.format(value)
  if (Number.isInteger(value)) return whole.format(value)
  return Math.abs(value) < 0.0001 ? value.toExponential(1) : decimal.format(value)
}

/** A number in figures, with the exact one on hover. */
export function NumberText({ value, unit }: { value: number; unit?: string }) {
  return (
    <span className="figures whitespace-nowrap" title={exact.format(value)}>
      {numberText(value)}
      {unit && ` ${unit}`}
    </span>
  )
}

/** A measure such as accuracy, always with four decimals, so that a column of them aligns. */
export function MetricText({ value }: { value: number }) {
  return (
    <span className="figures whitespace-nowrap" title={exact.format(value)}>
      {Math.abs(value) >= 1000 ? numberText(value) : value.toFixed(4)}
    </span>
  )
}

export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1)
  return `${decimal.format(Number((bytes / 1000 ** power).toPrecision(3)))} ${units[power]}`
}
