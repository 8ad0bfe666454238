import type { Column } from '#pipeline/columns.ts'
import type { Dialect, FileValue, ScanOptions } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { identifier, list, literal, SqlText, sql } from '#pipeline/sql.ts'

/** The table expression that reads a file at a path, with its columns as they were detected and then corrected. */
export const scanFile =
  (file: FileValue, path: string) =>
  ({ types, skipBadRows }: ScanOptions): SqlText => {
    for (const name of Object.keys(types))
      if (!file.columns.some((column) => column.name === name))
        throw new Fault('INVALID_INPUT', `no such column in ${file.name}: ${name}`, {
          at: { param: 'types', column: name },
        })
    const columns = file.columns.map(({ name, type }) => ({ name, type: types[name] ?? type }))
    const corrected = columns.filter(({ name }) => name in types)
    switch (file.format) {
      case 'csv':
      case 'tsv':
        return textScan(file, path, columns, skipBadRows)
      case 'json':
      case 'jsonl':
        return jsonScan(file.format, path, columns, skipBadRows)
      case 'parquet':
        return casting(sql`read_parquet(${literal(path)})`, corrected, skipBadRows)
      case 'arrow':
        return casting(identifier(path), corrected, skipBadRows)
      case 'ipynb':
        throw new Fault('INVALID_INPUT', `not a table: ${file.name}`, { hint: 'run it by a Run notebook node' })
    }
  }

/** Lines that do not fit are left out; so many of them are counted. */
export const mostRejects = 100_000

function textScan({ format, dialect }: FileValue, path: string, columns: Column[], skipBadRows: boolean): SqlText {
  const { delimiter, quote, header, skip, dates, times, ...numbers }: Dialect = dialect ?? {
    delimiter: format === 'tsv' ? '\t' : ',',
    quote: '"',
    header: true,
    skip: 0,
  }
  return sql`read_csv(${list([
    literal(path),
    sql`auto_detect = false`,
    sql`columns = ${struct(columns)}`,
    sql`delim = ${literal(delimiter)}`,
    sql`quote = ${literal(quote)}`,
    sql`escape = ${literal(quote)}`,
    sql`header = ${literal(header)}`,
    sql`skip = ${literal(skip)}`,
    ...(dates ? [sql`dateformat = ${literal(dates)}`] : []),
    ...(times ? [sql`timestampformat = ${literal(times)}`] : []),
    ...numberOptions(numbers),
    ...(skipBadRows ? [sql`store_rejects = true`, sql`rejects_limit = ${literal(mostRejects)}`] : []),
  ])})`
}

/** How numbers are written, as options of DuckDB's reader. */
export const numberOptions = ({ decimal, thousands }: Pick<Dialect, 'decimal' | 'thousands'>): SqlText[] => [
  ...(decimal ? [sql`decimal_separator = ${literal(decimal)}`] : []),
  ...(thousands ? [sql`thousands = ${literal(thousands)}`] : []),
]

export const jsonFormat = (format: 'json' | 'jsonl'): SqlText =>
  sql`format = ${literal(format === 'json' ? 'auto' : 'newline_delimited')}, maximum_object_size = ${literal(2 ** 28)}`

/** DuckDB's own way of ignoring errors leaves empty rows behind, so rows are read as JSON and chosen afterwards. */
function jsonScan(format: 'json' | 'jsonl', path: string, columns: Column[], skipBadRows: boolean): SqlText {
  const read = (types: Column[], more: SqlText) =>
    sql`read_json(${literal(path)}, ${jsonFormat(format)}, columns = ${struct(types)}${more})`
  if (!skipBadRows) return read(columns, sql``)
  // In brackets: the arrow binds more loosely than IS.
  const values = columns.map(({ name, type }) => {
    const text = sql`(${identifier(name)} ->> '$')`
    const source = /[([]/.test(type) ? identifier(name) : text
    return { name: identifier(name), text, cast: sql`TRY_CAST(${source} AS ${new SqlText(type)})` }
  })
  const unfit = values.map(({ text, cast }) => sql`(${cast} IS NULL AND ${text} IS NOT NULL)`)
  const empty = values.map(({ name }) => sql`${name} IS NULL`)
  const raw = read(
    columns.map(({ name }) => ({ name, type: 'JSON' })),
    sql`, ignore_errors = true`,
  )
  return sql`(SELECT ${list(values.map(({ name, cast }) => sql`${cast} AS ${name}`))} FROM ${raw} WHERE NOT (${list(unfit, ' OR ')}) AND NOT (${list(empty, ' AND ')}))`
}

function casting(source: SqlText, corrected: Column[], skipBadRows: boolean): SqlText {
  if (corrected.length === 0) return source
  const how = new SqlText(skipBadRows ? 'TRY_CAST' : 'CAST')
  const casts = corrected.map(({ name, type }) => ({
    name: identifier(name),
    cast: sql`${how}(${identifier(name)} AS ${new SqlText(type)})`,
  }))
  const unfit = casts.map(({ name, cast }) => sql`(${cast} IS NULL AND ${name} IS NOT NULL)`)
  const where = skipBadRows ? sql` WHERE NOT (${list(unfit, ' OR ')})` : sql``
  return sql`(SELECT * REPLACE (${list(casts.map(({ name, cast }) => sql`${cast} AS ${name}`))}) FROM ${source}${where})`
}

const struct = (columns: Column[]): SqlText =>
  sql`{${list(columns.map(({ name, type }) => sql`${literal(name)}: ${literal(type)}`))}}`
