import { typeFamily } from '#pipeline/columns.ts'
import { identifier, list, literal, sql } from '#pipeline/sql.ts'
import type { Jobs, Limits } from '../requests.ts'
import type { Preview } from '../tables.ts'
import { columnsOf } from './columns-of.ts'
import { openEngine } from './engine.ts'
import { engineFault } from './engine-fault.ts'

/** Wide tables are looked at fewer rows at a time: nobody reads millions of cells. */
const mostCells = 300_000
const fewestRows = 20
/** DuckDB takes longer for thousands of columns at once than for as many in parts. */
const columnsAtOnce = 500

export async function preview({ path, offset, limit }: Jobs['preview']['request'], limits: Limits): Promise<Preview> {
  const engine = await openEngine([path], limits)
  const source = sql`read_parquet(${literal(path)})`
  const columns = await columnsOf(engine, source)
  const [counted] = await engine.run(sql`SELECT count(*) FROM ${source}`)
  const most = Math.min(limit, Math.max(fewestRows, Math.floor(mostCells / columns.length)))
  const parts: unknown[][][] = []
  for (let start = 0; start < columns.length; start += columnsAtOnce) {
    const names = columns.slice(start, start + columnsAtOnce).map(({ name }) => identifier(name))
    const page = sql`SELECT ${list(names)} FROM ${source} LIMIT ${literal(most)} OFFSET ${literal(offset)}`
    const reader = await engine.connection.runAndReadAll(page.text).catch((thrown: unknown) => {
      throw engineFault(thrown, [path])
    })
    parts.push(reader.getRowsJson())
  }
  const families = columns.map(({ type }) => typeFamily(type))
  const rows = (parts[0] ?? []).map((_, row) =>
    parts
      .flatMap((part) => part[row] ?? [])
      .map((value, index) => (isNumber(families[index]) ? numberOf(value) : value)),
  )
  return { columns, rows, total: Number(counted?.[0]) }
}

const isNumber = (family: string | undefined) => family === 'integer' || family === 'number'

/** DuckDB hands large integers and decimals over as text; they stay so where a JavaScript number would change them. */
function numberOf(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const number = Number(value)
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? value : Number.isFinite(number) ? number : value
}
