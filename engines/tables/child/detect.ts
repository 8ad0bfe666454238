import type { Column } from '#pipeline/columns.ts'
import type { Dialect, FileValue } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { identifier, list, literal, type SqlText, sql } from '#pipeline/sql.ts'
import type { Jobs, Limits } from '../requests.ts'
import { jsonFormat, numberOptions, scanFile } from '../scan-file.ts'
import type { Detected } from '../tables.ts'
import { columnsOf } from './columns-of.ts'
import { type Engine, openEngine } from './engine.ts'
import { looksLikeText } from './looks-like-text.ts'
import { numberMarks } from './number-marks.ts'
import { renamedColumns } from './renamed-columns.ts'
import { wholeParquet } from './whole-parquet.ts'

/** How many rows decide on the types of columns. */
const sample = 200_000

export async function detect(
  { path, format, dialect, types }: Jobs['detect']['request'],
  limits: Limits,
): Promise<Detected> {
  const engine = await openEngine([path], limits)
  await looksLikeText(path, format)
  const detected = await detectAs(engine, path, format, dialect)
  if (detected.columns.length === 0) throw new Fault('BAD_DATA', 'no columns in the file')
  if (detected.rows === null) {
    const columns = detected.columns.map((column) => ({ ...column, type: types[column.name] ?? column.type }))
    const judged = columns.filter(({ name }) => name in types)
    await findRow(engine, { name: 'the file', sha256: '', format, ...detected, columns }, path, judged)
  }
  return detected
}

/** Faults: BAD_DATA when there is none that fits, with what is wrong with the first that does not. */
async function findRow({ run }: Engine, file: FileValue, path: string, judged: Column[]): Promise<void> {
  // A value that is not asked for is not converted, so it would fit.
  const asked = judged.length > 0 ? list(judged.map(({ name }) => identifier(name))) : sql`1`
  const first = async (skipBadRows: boolean) => {
    const [row] = await run(sql`SELECT ${asked} FROM ${scanFile(file, path)({ types: {}, skipBadRows })} LIMIT 1`)
    return row
  }
  if (await first(true)) return
  await first(false)
  throw new Fault('BAD_DATA', 'no rows below the header', {
    hint: 'choose a file with rows, or correct how it is read',
  })
}

async function detectAs(
  engine: Engine,
  path: string,
  format: FileValue['format'],
  dialect?: Dialect,
): Promise<Detected> {
  switch (format) {
    case 'csv':
    case 'tsv':
      return detectText(engine, path, format, dialect)
    case 'json':
    case 'jsonl':
      return {
        columns: await columnsOf(
          engine,
          sql`read_json(${literal(path)}, ${jsonFormat(format)}, sample_size = ${literal(sample)})`,
        ),
        rows: null,
      }
    case 'parquet': {
      await wholeParquet(engine, path)
      const source = sql`read_parquet(${literal(path)})`
      const [counted] = await engine.run(sql`SELECT count(*) FROM ${source}`)
      return { columns: await columnsOf(engine, source), rows: Number(counted?.[0]) }
    }
    case 'arrow':
      return (await import('./arrow.ts')).readArrowSchema(path)
    case 'ipynb':
      throw new Fault('INVALID_INPUT', 'a notebook is no table')
  }
}

async function detectText(engine: Engine, path: string, format: 'csv' | 'tsv', given?: Dialect): Promise<Detected> {
  const sniffed = await sniff(engine, path, format, given)
  const text = { name: 'the file', sha256: '', format }
  const finish = async (found: Sniffed): Promise<Detected> => {
    const renamed = await renamedColumns(engine, path, found)
    return {
      ...found,
      columns: await withoutWordsAsBooleans(engine, { ...text, ...found }, path),
      dialect: { ...found.dialect, ...(renamed.length > 0 && { renamed }) },
    }
  }
  if (given) return await finish(sniffed)
  const rows = sampleOf({ ...text, ...sniffed }, path, {})
  const marks = await numberMarks(engine, rows, sniffed.columns, sniffed.dialect.delimiter)
  const marked = marks && (await sniff(engine, path, format, { ...sniffed.dialect, ...marks }))
  return await finish(marked && isGain(sniffed.columns, marked.columns) ? marked : sniffed)
}

const isNumber = ({ type }: Column) => /INT|DOUBLE|FLOAT|DECIMAL/.test(type)

/** Other marks in numbers must not make text of a column that was one. */
const isGain = (before: Column[], after: Column[]): boolean =>
  before.every((column, index) => !isNumber(column) || (after[index] && isNumber(after[index]))) &&
  after.filter(isNumber).length > before.filter(isNumber).length

type Sniffed = Detected & { dialect: Dialect }

async function sniff(engine: Engine, path: string, format: 'csv' | 'tsv', given?: Dialect): Promise<Sniffed> {
  const { decimal, thousands } = given ?? {}
  const options = [
    literal(path),
    // Lines that do not fit must not keep the sniffer from finding the header above them.
    sql`ignore_errors = true`,
    sql`sample_size = ${literal(sample)}`,
    ...(given || format === 'tsv' ? [sql`delim = ${literal(given?.delimiter ?? '\t')}`] : []),
    ...(given
      ? [
          sql`quote = ${literal(given.quote)}`,
          sql`header = ${literal(given.header)}`,
          sql`skip = ${literal(given.skip)}`,
          ...numberOptions(given),
        ]
      : []),
  ]
  const [sniffed] = await engine.run(
    sql`SELECT Delimiter, Quote, HasHeader, SkipRows, DateFormat, TimestampFormat, to_json(Columns)::VARCHAR FROM sniff_csv(${list(options)})`,
  )
  const [delimiter, quote, header, skip, dates, times, columns] = sniffed ?? []
  return {
    columns: JSON.parse(String(columns)) as Column[],
    rows: null,
    dialect: {
      delimiter: String(delimiter),
      quote: given?.quote ?? (quote === '(empty)' ? '"' : String(quote)),
      header: header === true,
      skip: Number(skip),
      ...(dates ? { dates: String(dates) } : {}),
      ...(times ? { times: String(times) } : {}),
      ...(decimal && { decimal }),
      ...(thousands && { thousands }),
    },
  }
}

const sampleOf = (file: FileValue, path: string, types: Record<string, string>): SqlText =>
  sql`SELECT * FROM ${scanFile(file, path)({ types, skipBadRows: true })} LIMIT ${literal(sample)}`

/** DuckDB takes yes, y, t and the like for booleans too. Such words stay text, as classes of a model are to read as in the file. */
async function withoutWordsAsBooleans({ run }: Engine, file: FileValue, path: string): Promise<Column[]> {
  const booleans = file.columns.filter(({ type }) => type === 'BOOLEAN').map(({ name }) => name)
  if (booleans.length === 0) return file.columns
  const types = Object.fromEntries(booleans.map((name) => [name, 'VARCHAR']))
  const judged = booleans.map((name) => sql`bool_and(lower(trim(${identifier(name)})) IN ('true', 'false', ''))`)
  const [row = []] = await run(sql`SELECT ${list(judged)} FROM (${sampleOf(file, path, types)})`)
  const words = new Set(booleans.filter((_, index) => row[index] === false))
  return file.columns.map((column) => (words.has(column.name) ? { ...column, type: 'VARCHAR' } : column))
}
