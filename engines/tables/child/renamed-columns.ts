import type { Dialect } from '#pipeline/define-node.ts'
import { identifier, list, literal, sql } from '#pipeline/sql.ts'
import { scanFile } from '../scan-file.ts'
import type { Detected } from '../tables.ts'
import type { Engine } from './engine.ts'

/** Columns whose heading is empty or there already, so that the engine had to find another name for them. */
export async function renamedColumns(
  { run }: Engine,
  path: string,
  { columns, dialect }: Detected & { dialect: Dialect },
): Promise<NonNullable<Dialect['renamed']>> {
  if (!dialect.header) return []
  const texts = columns.map((_, index) => ({ name: `c${index}`, type: 'VARCHAR' }))
  const headings = { name: 'headings', sha256: '', format: 'csv' as const, columns: texts }
  const scan = scanFile({ ...headings, dialect: { ...dialect, header: false } }, path)
  const cells = list(texts.map(({ name }) => identifier(name)))
  const [row] = await run(sql`SELECT ${cells} FROM ${scan({ types: {}, skipBadRows: true })} LIMIT ${literal(1)}`)
  return columns.flatMap(({ name }, index) => {
    const was = String(row?.[index] ?? '').trim()
    return row && was !== name ? [{ column: name, was }] : []
  })
}
