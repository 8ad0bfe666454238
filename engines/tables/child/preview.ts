import { typeFamily } from '#pipeline/columns.ts'
import { literal, sql } from '#pipeline/sql.ts'
import type { Jobs, Limits } from '../requests.ts'
import type { Preview } from '../tables.ts'
import { columnsOf } from './columns-of.ts'
import { openEngine } from './engine.ts'
import { engineFault } from './engine-fault.ts'

export async function preview({ path, offset, limit }: Jobs['preview']['request'], limits: Limits): Promise<Preview> {
  const engine = await openEngine([path], limits)
  const source = sql`read_parquet(${literal(path)})`
  const columns = await columnsOf(engine, source)
  const [counted] = await engine.run(sql`SELECT count(*) FROM ${source}`)
  const page = sql`SELECT * FROM ${source} LIMIT ${literal(limit)} OFFSET ${literal(offset)}`
  const reader = await engine.connection.runAndReadAll(page.text).catch((thrown: unknown) => {
    throw engineFault(thrown, [path])
  })
  const families = columns.map(({ type }) => typeFamily(type))
  const rows = reader
    .getRowsJson()
    .map((row) => row.map((value, index) => (isNumber(families[index]) ? numberOf(value) : value)))
  return { columns, rows, total: Number(counted?.[0]) }
}

const isNumber = (family: string | undefined) => family === 'integer' || family === 'number'

/** DuckDB hands large integers and decimals over as text; they stay so where a JavaScript number would change them. */
function numberOf(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const number = Number(value)
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? value : Number.isFinite(number) ? number : value
}
