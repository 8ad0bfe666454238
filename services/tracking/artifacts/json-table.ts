import { z } from 'zod'
import type { TablePreview } from './table-preview.ts'

const split = z.strictObject({
  columns: z.array(z.union([z.string(), z.number()])),
  index: z.array(z.unknown()).optional(),
  data: z.array(z.array(z.unknown())),
})

const firstRows = 1000

/** A table as pandas splits it, which is how MLflow's `log_table` writes one; undefined for other JSON. */
export function jsonTable(text: string): TablePreview | undefined {
  const read = split.safeParse(jsonOf(text)).data
  if (!read || read.columns.length === 0) return undefined
  const rows = read.data.slice(0, firstRows).map((row) => read.columns.map((_, index) => cellOf(row[index])))
  const columns = read.columns.map((name, index) => ({ name: String(name), type: typeOf(rows, index) }))
  return { columns, rows, total: read.data.length }
}

const cellOf = (value: unknown) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value)

function typeOf(rows: readonly unknown[][], index: number): string {
  const kinds = new Set(
    rows.flatMap((row) => (row[index] === null || row[index] === undefined ? [] : [typeof row[index]])),
  )
  const [only] = kinds.size === 1 ? kinds : []
  return only === 'number' ? 'DOUBLE' : only === 'boolean' ? 'BOOLEAN' : 'VARCHAR'
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
