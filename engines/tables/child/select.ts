import { literal, SqlText, sql } from '#pipeline/sql.ts'
import type { Jobs, Limits } from '../requests.ts'
import { admit } from './admit.ts'
import { isArrow } from './arrow-magic.ts'
import { columnsOf } from './columns-of.ts'
import { type Engine, openEngine, viewParquet } from './engine.ts'

/** Runs one SELECT into a Parquet file, in the order of its rows. */
export async function select(
  { sql: text, tables, files, output }: Jobs['select']['request'],
  limits: Limits,
): Promise<Jobs['select']['answer']> {
  const engine = await openEngine([...Object.values(tables), ...files, output], limits)
  await admit(engine.connection, text)
  await viewParquet(engine, tables)
  for (const path of files)
    if (await isArrow(path)) {
      const { loadArrow } = await import('./arrow.ts')
      await loadArrow(engine, path)
    }
  const query = new SqlText(`(${text}\n)`)
  const [copied] = await engine.run(
    sql`COPY (SELECT * FROM ${query}) TO ${literal(output)} (FORMAT parquet, USE_TMP_FILE false)`,
  )
  const columns = await columnsOf(engine, sql`read_parquet(${literal(output)})`)
  const leftOut = await countRejects(engine)
  return { rows: Number(copied?.[0]), columns, ...(leftOut > 0 && { leftOut }) }
}

/** Lines of text files that a scan left out. The table is there only when a scan was to note them. */
async function countRejects({ run }: Engine): Promise<number> {
  const [noted] = await run(sql`SELECT count(*) FROM duckdb_tables() WHERE table_name = 'reject_errors'`)
  if (Number(noted?.[0]) === 0) return 0
  const [counted] = await run(sql`SELECT count(*) FROM (SELECT DISTINCT scan_id, file_id, line FROM reject_errors)`)
  return Number(counted?.[0])
}
