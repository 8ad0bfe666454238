import { z } from 'zod'
import type { ColumnProfile } from '#engines/tables/tables.ts'
import type { DatasetColumn } from './columns-of.ts'

const count = z.number().int().nonnegative()
const range = z.union([z.number(), z.string()])
/** What a program may tell of a column: the words that profiles of files have too. */
const told = z.object({
  missing: count.optional(),
  distinct: count.optional(),
  min: range.optional(),
  max: range.optional(),
  mean: z.number().optional(),
  histogram: z.object({ edges: z.array(z.number()), counts: z.array(count) }).optional(),
  top: z.array(z.object({ value: z.coerce.string(), count })).optional(),
})
const logged = z.object({
  num_rows: z.union([count, z.string()]).optional(),
  columns: z.record(z.string(), z.unknown()).optional(),
})

export type LoggedColumn = DatasetColumn & Partial<Omit<ColumnProfile, 'name' | 'type'>>

/** Rows, where a profile tells them; MLflow's clients say how many, programs may say more. */
export function rowsOf(profile: string | null): number | null {
  const rows = read(profile)?.num_rows
  const number = typeof rows === 'string' ? Number(rows) : rows
  return number !== undefined && Number.isFinite(number) ? number : null
}

/** Columns with what the profile says of each. */
export function profiled(columns: readonly DatasetColumn[], profile: string | null): LoggedColumn[] {
  const facts = read(profile)?.columns ?? {}
  const named = columns.length > 0 ? columns : Object.keys(facts).map((name) => ({ name, type: '' }))
  return named.map(({ name, type }) => ({ name, type: engineType[type] ?? type, ...told.safeParse(facts[name]).data }))
}

/** MLflow's types in the words of the tables' engine. */
const engineType: Record<string, string> = {
  boolean: 'BOOLEAN',
  integer: 'INTEGER',
  long: 'BIGINT',
  float: 'FLOAT',
  double: 'DOUBLE',
  string: 'VARCHAR',
  binary: 'BLOB',
  datetime: 'TIMESTAMP',
}

function read(profile: string | null) {
  try {
    return profile === null ? undefined : logged.safeParse(JSON.parse(profile)).data
  } catch {
    return undefined
  }
}
