/** How a table is written: where semicolons part its cells, commas may be decimals. */
export interface Dialect {
  delimiter: string
  decimal: '.' | ','
}

const usual: Dialect = { delimiter: ',', decimal: '.' }

const isCommaNumber = (text: string): boolean => /^-?\d+,\d+$/.test(text)

/** The dialect of a file whose cells these are. */
export const dialectOf = (delimiter: string, cells: readonly string[]): Dialect => ({
  delimiter,
  decimal: delimiter !== ',' && cells.some((cell) => isCommaNumber(cell.trim())) ? ',' : '.',
})

/** A cell that a spreadsheet will not take for a formula, nor part where it should not: whatever parts cells elsewhere is quoted too. */
function csvCell(value: unknown, decimal: Dialect['decimal']): string {
  const plain = value === null || value === undefined ? '' : String(value)
  const text = typeof value === 'number' ? plain.replace('.', decimal) : plain
  if (decimal === ',' && isCommaNumber(text)) return text
  const safe = /^[=+\-@\t\r]/.test(text) && !Number.isFinite(Number(plain)) ? `'${text}` : text
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvLine = (cells: readonly unknown[], { delimiter, decimal }: Dialect = usual): string =>
  `${cells.map((cell) => csvCell(cell, decimal)).join(delimiter)}\r\n`
