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

const decimalsIn = (text: string): number => text.split('e')[0]?.split('.')[1]?.length ?? 0

/** The most decimals that a cell of a column shows. */
export const decimalsOf = (rows: readonly (readonly unknown[])[], index: number): number =>
  rows.slice(0, 200).reduce((most, row) => {
    const value = row[index]
    return typeof value === 'number' ? Math.max(most, decimalsIn(cellText(value))) : most
  }, 0)

/** A number with room at its right, so that the decimal points of a column stand in a line. */
export function aligned(value: number, decimals: number): string {
  const text = cellText(value)
  const own = decimalsIn(text)
  const point = own === 0 && decimals > 0 ? 1 : 0
  return text + ' '.repeat(Math.max(decimals - own + point, 0))
}
