import type { Column } from '#pipeline/columns.ts'
import type { Dialect } from '#pipeline/define-node.ts'
import { identifier, list, literal, type SqlText, sql } from '#pipeline/sql.ts'
import type { Engine } from './engine.ts'

type Marks = Pick<Dialect, 'decimal' | 'thousands'>

/** What numbers look like with a comma before decimals (1.234,5), and with one between thousands (1,234.5). */
const decimals = String.raw`[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?`
const thousands = String.raw`[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?`

/**
 * The marks in the numbers of columns that were taken for text. `1,234` may be either: then the rest of the file decides, and
 * in the end the delimiter, as nobody who writes decimals with a comma separates columns by one.
 */
export async function numberMarks(
  { run }: Engine,
  rows: SqlText,
  columns: Column[],
  delimiter: string,
): Promise<Marks | undefined> {
  const texts = columns.filter(({ type }) => type === 'VARCHAR')
  if (texts.length === 0) return undefined
  const judged = texts.flatMap(({ name }) => {
    const value = sql`trim(${identifier(name)})`
    const all = (pattern: string) => sql`bool_and(regexp_full_match(${value}, ${literal(pattern)}) OR ${value} = '')`
    const some = (part: string) => sql`bool_or(contains(${value}, ${literal(part)}))`
    return [all(decimals), all(thousands), some(','), some('.')]
  })
  const [row = []] = await run(sql`SELECT ${list(judged)} FROM (${rows})`)
  const found = texts.map((_, index) => row.slice(index * 4, index * 4 + 4).map((value) => value === true))
  const numbers = found.filter(([asDecimals, asThousands, comma]) => comma && (asDecimals || asThousands))
  const only = (wanted: 0 | 1) => numbers.some((one) => one[wanted] && !one[1 - wanted])
  if (numbers.length === 0 || (only(0) && only(1))) return undefined
  if (only(1) || (!only(0) && delimiter === ',')) return { thousands: ',' }
  return { decimal: ',', ...(numbers.some(([, , , point]) => point) && { thousands: '.' }) }
}
