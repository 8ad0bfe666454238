import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

export const numbers = Array.from({ length: 40 }, (_, place) => `n${place}`)
export const integers = Array.from({ length: 5 }, (_, place) => `i${place}`)
export const texts = Array.from({ length: 5 }, (_, place) => `t${place}`)
/** Columns that drift by half a standard deviation in what comes now. */
export const shifted = numbers.slice(0, 8)

export interface Tables {
  then: string
  /** Another one each round. */
  now: string[]
  connection: DuckDBConnection
}

const normal = 'sqrt(-2 * ln(random() + 1e-12)) * cos(6.283185307179586 * random())'

/** A reference and some tables of now, `rows` × 50: forty numbers, five integers, five texts. */
export async function makeTables(rows: number): Promise<Tables> {
  const folder = mkdtempSync(join(tmpdir(), 'espalier-b10-'))
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run('SELECT setseed(0.42)')
  const write = async (name: string, shift: number) => {
    const columns = [
      ...numbers.map((column) => `(${normal} + ${shifted.includes(column) ? shift : 0})::DOUBLE AS ${column}`),
      ...integers.map((column, place) => `(random() * ${place === 0 ? 12 : 1000})::INTEGER AS ${column}`),
      ...texts.map((column, place) => `'c' || (random() * ${5 * (place + 1)})::INTEGER AS ${column}`),
    ]
    const path = join(folder, `${name}.parquet`)
    await connection.run(`COPY (SELECT ${columns.join(', ')} FROM range(${rows})) TO '${path}' (COMPRESSION zstd)`)
    return path
  }
  const then = await write('then', 0)
  const now = [await write('now-0', 0.5), await write('now-1', 0.5)]
  return { then, now, connection }
}
