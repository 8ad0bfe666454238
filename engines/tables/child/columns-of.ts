import type { Column } from '#pipeline/columns.ts'
import { type SqlText, sql } from '#pipeline/sql.ts'
import type { Engine } from './engine.ts'

/** The columns that a table expression has once it was written to Parquet. */
export async function columnsOf({ run }: Engine, source: SqlText): Promise<Column[]> {
  const described = await run(sql`DESCRIBE FROM ${source}`)
  return described.map(([name, type]) => ({ name: String(name), type: storedType(String(type)) }))
}

/** DuckDB's writer changes the types that Parquet does not have. */
export const storedType = (type: string): string =>
  type
    .replace(/ENUM\((?:'(?:[^']|'')*'(?:, )?)*\)/g, 'VARCHAR')
    .replace(/\bU?HUGEINT\b/g, 'DOUBLE')
    .replace(/\b(BIT|BIGNUM)\b/g, 'VARCHAR')
    .replace(/\bTIMESTAMP_(S|MS)\b/g, 'TIMESTAMP')
    .replace(/\[\d+\]/g, '[]')
    .replace(/^"NULL"$/, 'INTEGER')
