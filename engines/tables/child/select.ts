import { literal, SqlText, sql } from '#pipeline/sql.ts'
import type { Jobs, Limits } from '../requests.ts'
import { admit } from './admit.ts'
import { isArrow } from './arrow-magic.ts'
import { columnsOf } from './columns-of.ts'
import { openEngine, viewParquet } from './engine.ts'

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
  return { rows: Number(copied?.[0]), columns }
}
