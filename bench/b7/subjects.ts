import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, version } from '@duckdb/node-api'
import { openTables } from '../../engines/tables/open-tables.ts'
import { identifier, literal, type SqlText, sql } from '../../pipeline/sql.ts'
import type { Subject } from '../measure.ts'
import { fusedSql, root, type TableStep } from './late-flights.ts'

export interface FileSubject extends Subject {
  /** Where the last table of a round is. */
  output: string
  close(): Promise<void>
}

const memoryMb = 2048
const newFolder = () => mkdtemp(join(tmpdir(), 'espalier-bench-'))
const viewsOf = ({ inputs }: TableStep) =>
  Object.fromEntries(Object.keys(inputs).map((port) => [port, identifier(port)]))

/** As a run does it: a locked-down child a run, an engine and a Parquet file a step. */
export async function throughTables(chain: TableStep[]): Promise<FileSubject> {
  const folder = await newFolder()
  const path = (id: string) => join(folder, `${id}.parquet`)
  const tables = openTables({ root, memoryMb })
  return {
    name: 'engines/tables, node by node',
    version: version(),
    output: path(chain.at(-1)?.id ?? ''),
    once: async (round) => {
      const start = performance.now()
      for (const step of chain)
        await tables.select({
          sql: step.sql(round, viewsOf(step)).text,
          tables: Object.fromEntries(Object.entries(step.inputs).map(([port, source]) => [port, path(source)])),
          files: step.files,
          output: path(step.id),
          session: `round ${round}`,
        })
      return performance.now() - start
    },
    close: async () => {
      await tables.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** The same statements in one open DuckDB of this process, each into a Parquet file. */
export async function bareChain(chain: TableStep[]): Promise<FileSubject> {
  const { folder, run } = await bareDuckDB()
  const path = (id: string) => join(folder, `${id}.parquet`)
  return {
    name: 'bare DuckDB, the same statements',
    version: version(),
    output: path(chain.at(-1)?.id ?? ''),
    once: async (round) => {
      const start = performance.now()
      for (const step of chain) {
        for (const [port, source] of Object.entries(step.inputs))
          await run(sql`CREATE OR REPLACE TEMP VIEW ${identifier(port)} AS FROM read_parquet(${literal(path(source))})`)
        await copy(run, step.sql(round, viewsOf(step)), path(step.id))
      }
      return performance.now() - start
    },
    close: () => rm(folder, { recursive: true }),
  }
}

/** All steps as one statement, which keeps nothing in between: what no tool that caches each step can reach. */
export async function bareFused(chain: TableStep[]): Promise<FileSubject> {
  const { folder, run } = await bareDuckDB()
  const output = join(folder, 'fused.parquet')
  return {
    name: 'bare DuckDB, all fused into one statement that keeps no step',
    version: version(),
    output,
    once: async (round) => {
      const start = performance.now()
      await copy(run, fusedSql(chain, round), output)
      return performance.now() - start
    },
    close: () => rm(folder, { recursive: true }),
  }
}

const copy = (run: (statement: SqlText) => Promise<void>, query: SqlText, output: string) =>
  run(sql`COPY (${query}) TO ${literal(output)} (FORMAT parquet)`)

async function bareDuckDB() {
  const folder = await newFolder()
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(availableParallelism()),
    memory_limit: `${memoryMb}MB`,
    temp_directory: join(folder, 'spill'),
  })
  const connection = await instance.connect()
  const run = async ({ text }: SqlText) => void (await connection.run(text))
  return { folder, run }
}
