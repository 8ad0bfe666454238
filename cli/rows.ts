import { Fault } from '#pipeline/fault.ts'

export type Row = Record<string, unknown>
export type Format = 'csv' | 'json' | 'jsonl'

const endings: Record<string, Format> = { csv: 'csv', json: 'json', jsonl: 'jsonl', ndjson: 'jsonl' }

/** The format of rows: by the file's name, else by how the text begins. */
export function formatOf(name: string, text: string): Format {
  const byName = endings[name.split('.').at(-1)?.toLowerCase() ?? '']
  if (byName) return byName
  const start = text.trimStart()
  if (start.startsWith('[')) return 'json'
  if (!start.startsWith('{')) return 'csv'
  return isJson(text) ? 'json' : 'jsonl'
}

/**
 * Rows of a CSV, JSON or JSON Lines text. In CSV an empty cell is missing, and the cells of `numbers` and `booleans` are
 * read as such. Faults: BAD_DATA with the row.
 */
export function readRows(text: string, format: Format, typed: { numbers: Set<string>; booleans: Set<string> }): Row[] {
  if (text.includes('\0')) throw new Fault('BAD_DATA', 'not a text file', { hint: 'give CSV, JSON or JSON Lines' })
  if (format === 'csv') return readCsv(text, typed)
  const values = format === 'json' ? [parse(text, 1)].flat() : jsonLines(text)
  return values.map((value, index) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Row
    throw new Fault('BAD_DATA', `not an object: ${JSON.stringify(value)}`, { at: { row: index + 1 } })
  })
}

const jsonLines = (text: string) =>
  text.split(/\r?\n/).flatMap((line, index) => (line.trim() ? [parse(line, index + 1)] : []))

function parse(text: string, row: number): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Fault('BAD_DATA', `not JSON: ${cause instanceof Error ? cause.message : ''}`, { at: { row }, cause })
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function readCsv(given: string, typed: { numbers: Set<string>; booleans: Set<string> }): Row[] {
  const text = given.replace(/^\uFEFF/, '')
  const delimiter = delimiterOf(text)
  const [header, ...lines] = csvRecords(text, delimiter)
  if (!header) throw new Fault('BAD_DATA', 'no rows', { hint: 'the first line of a CSV names its columns' })
  return lines.map((cells, index) => {
    if (cells.length !== header.length)
      throw new Fault(
        'BAD_DATA',
        `${cells.length} ${cells.length === 1 ? 'value' : 'values'} where there are ${header.length} columns`,
        {
          at: { row: index + 1 },
          hint: 'give each row a value under each name of the first line; nothing between two commas leaves one out',
        },
      )
    const row = Object.fromEntries(header.map((name, column) => [name, cells[column] ?? '']))
    return typeCells(row, { ...typed, decimalComma: delimiter !== ',' })
  })
}

const delimiters = [',', ';', '\t'] as const
type Delimiter = (typeof delimiters)[number]

/** Whichever stands most often in the first line, outside of quotes. */
function delimiterOf(text: string): Delimiter {
  const first = /^(?:"[^"]*"|[^"\r\n])*/.exec(text)?.[0].replaceAll(/"[^"]*"/g, '') ?? ''
  const count = (delimiter: string) => first.split(delimiter).length
  return delimiters.reduce((best, one) => (count(one) > count(best) ? one : best))
}

const cellOf: Record<Delimiter, RegExp> = {
  ',': /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y,
  ';': /(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r?\n|\r|$)/y,
  '\t': /(?:"((?:[^"]|"")*)"|([^"\t\r\n]*))(\t|\r?\n|\r|$)/y,
}

/** RFC 4180: cells may be quoted, and quoted ones hold delimiters, line ends and doubled quotes. */
function csvRecords(text: string, delimiter: Delimiter): string[][] {
  const records: string[][] = []
  let cells: string[] = []
  const cell = new RegExp(cellOf[delimiter])
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex
    const match = cell.exec(text)
    if (!match)
      throw new Fault('BAD_DATA', `a quote that does not fit: ${text.slice(at, at + 20)}`, {
        at: { row: records.length },
      })
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === delimiter && cell.lastIndex < text.length) continue
    if (match[3] === delimiter) cells.push('')
    if (cells.length > 1 || cells[0] !== '') records.push(cells)
    cells = []
  }
  return records
}

interface Typed {
  numbers: Set<string>
  booleans: Set<string>
  /** `1,5` is a number, as in files that spare the comma for it. */
  decimalComma: boolean
}

function typeCells(row: Record<string, string>, { numbers, booleans, decimalComma }: Typed): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => {
      if (cell === '') return [name, null]
      const number = Number(decimalComma && /^[+-]?\d+,\d+$/.test(cell) ? cell.replace(',', '.') : cell)
      if (numbers.has(name) && Number.isFinite(number)) return [name, number]
      if (booleans.has(name) && /^(true|false)$/i.test(cell)) return [name, cell.toLowerCase() === 'true']
      return [name, cell]
    }),
  )
}
