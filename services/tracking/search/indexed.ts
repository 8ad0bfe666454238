import { type SQL, sql } from 'drizzle-orm'
import type { Comparison } from './expression.ts'

/** So many characters of a value are in the index of its table: an index cannot hold one of thousands. */
export const beginning = 100

/** Values `c` that are equal to a text, found by their beginning, which says it all of a short one. */
export function equalByBeginning({ operator, value }: Comparison): SQL | undefined {
  if (operator !== '=' || typeof value !== 'string') return undefined
  const start = [...value].slice(0, beginning).join('')
  const found = sql`left(c.value, ${sql.raw(String(beginning))}) = ${start}`
  return start.length < value.length || [...start].length === beginning ? sql`(${found} and c.value = ${value})` : found
}

/** Equal to one of some words that are kept in lower case and told in upper case: by the column that Postgres has counted. */
export function equalInLowerCase(column: SQL, { operator, value }: Comparison): SQL | undefined {
  const words = Array.isArray(value) ? value : typeof value === 'string' ? [value] : undefined
  if (!words || !['=', '!=', 'IN', 'NOT IN'].includes(operator)) return undefined
  const kept = words.filter((word) => word === word.toUpperCase()).map((word) => word.toLowerCase())
  const found = sql`${column} = any(${sql.param(kept)}::text[])`
  return operator === '=' || operator === 'IN' ? found : sql`not (${found})`
}
