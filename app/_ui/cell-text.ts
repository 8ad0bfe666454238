/** A value as a cell shows it. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return 'missing'
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toPrecision(7)))
  return rawText(value)
}

/** A value as it is copied. */
export function rawText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
