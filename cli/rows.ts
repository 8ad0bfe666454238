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
  if (format === 'csv') return readCsv(text).map((row) => typeCells(row, typed))
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

function readCsv(text: string): Record<string, string>[] {
  const [header, ...lines] = csvRecords(text.replace(/^\uFEFF/, ''))
  if (!header) throw new Fault('BAD_DATA', 'no rows', { hint: 'the first line of a CSV names its columns' })
  return lines.map((cells, index) => {
    if (cells.length !== header.length)
      throw new Fault('BAD_DATA', `${cells.length} cells under ${header.length} columns`, { at: { row: index + 1 } })
    return Object.fromEntries(header.map((name, column) => [name, cells[column] ?? '']))
  })
}

/** RFC 4180: cells may be quoted, and quoted ones hold commas, line ends and doubled quotes. */
function csvRecords(text: string): string[][] {
  const records: string[][] = []
  let cells: string[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex
    const match = cell.exec(text)
    if (!match)
      throw new Fault('BAD_DATA', `a quote that does not fit: ${text.slice(at, at + 20)}`, {
        at: { row: records.length },
      })
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === ',' && cell.lastIndex < text.length) continue
    if (match[3] === ',') cells.push('')
    if (cells.length > 1 || cells[0] !== '') records.push(cells)
    cells = []
  }
  return records
}

function typeCells(
  row: Record<string, string>,
  { numbers, booleans }: { numbers: Set<string>; booleans: Set<string> },
): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => {
      if (cell === '') return [name, null]
      if (numbers.has(name) && Number.isFinite(Number(cell))) return [name, Number(cell)]
      if (booleans.has(name) && /^(true|false)$/i.test(cell)) return [name, cell.toLowerCase() === 'true']
      return [name, cell]
    }),
  )
}
