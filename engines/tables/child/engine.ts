import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'
import { identifier, list, literal, type SqlText, sql } from '#pipeline/sql.ts'
import type { Limits } from '../requests.ts'
import { engineFault } from './engine-fault.ts'

export interface Engine {
  connection: DuckDBConnection
  /** Runs our own SQL, or such as was admitted. Faults: the engine's error. */
  rows(text: string, values?: DuckDBValue[]): Promise<unknown[][]>
  run(statement: SqlText): Promise<unknown[][]>
}

type Size = Pick<Limits, 'threads' | 'memoryMb'>

/** Making an instance takes longer than most of what it is asked, so one is made ahead, of the size that was last asked for. */
let ahead: { instance: Promise<DuckDBInstance>; size: Size | undefined } | undefined
const create = (size: Size | undefined) => ({
  size,
  instance: DuckDBInstance.create(':memory:', {
    ...(size && { threads: String(size.threads), memory_limit: `${size.memoryMb}MB` }),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    errors_as_json: 'true',
  }),
})

const open: { instance: DuckDBInstance; connection: DuckDBConnection }[] = []

/** Gives back what the engines so far hold, and makes the next one ready. */
export function renewEngine(size?: Size): void {
  for (const { instance, connection } of open.splice(0)) {
    connection.closeSync()
    instance.closeSync()
  }
  ahead ??= create(size)
}

/** DuckDB that can reach the given files and nothing else, and can no longer be told otherwise. */
export async function openEngine(paths: string[], { threads, memoryMb, spill }: Limits): Promise<Engine> {
  const taken = ahead ?? create({ threads, memoryMb })
  ahead = undefined
  const instance = await taken.instance
  const connection = await instance.connect()
  open.push({ instance, connection })
  const rows: Engine['rows'] = async (text, values) => {
    try {
      const reader = await connection.runAndReadAll(text, values)
      return reader.getRows()
    } catch (thrown) {
      throw engineFault(thrown, paths)
    }
  }
  const run: Engine['run'] = ({ text }) => rows(text)
  const fits = taken.size?.threads === threads && taken.size.memoryMb === memoryMb
  const settings = [
    ...(fits ? [] : [sql`SET threads = ${literal(threads)}`, sql`SET memory_limit = ${literal(`${memoryMb}MB`)}`]),
    sql`SET temp_directory = ${literal(spill)}`,
    sql`SET parquet_metadata_cache = true`,
    sql`SET allowed_paths = [${list(paths.map(literal))}]`,
    sql`SET enable_external_access = false`,
    sql`SET lock_configuration = true`,
  ]
  await run(list(settings, '; '))
  return { connection, rows, run }
}

export async function viewParquet({ run }: Engine, tables: Record<string, string>): Promise<void> {
  for (const [name, path] of Object.entries(tables))
    await run(sql`CREATE TEMP VIEW ${identifier(name)} AS FROM read_parquet(${literal(path)})`)
}
