import { type SQL, sql } from 'drizzle-orm'
import { beginningLength } from '#db/schema.ts'
import { compare } from './compare.ts'
import type { Comparison } from './expression.ts'

/** Values `c` that are equal to a text, or begin with one, found by their beginnings, which say it all of a short one. */
export function byBeginning(comparison: Comparison): SQL | undefined {
  const { operator, value } = comparison
  if (typeof value !== 'string') return undefined
  const text = operator === 'LIKE' ? /^([^%_]+)%$/.exec(value)?.[1] : operator === '=' ? value : undefined
  if (text === undefined) return undefined
  const start = [...text].slice(0, beginningLength).join('')
  const found = operator === 'LIKE' ? sql`c.beginning like ${`${start}%`} escape ''` : sql`c.beginning = ${start}`
  const whole = operator === 'LIKE' ? start === text : [...start].length < beginningLength
  return whole ? found : sql`(${found} and ${compare(sql`c.value`, 'text', comparison)})`
}

/** Equal to one of some words that are kept in lower case and told in upper case: by the column that Postgres has counted. */
export function equalInLowerCase(column: SQL, { operator, value }: Comparison): SQL | undefined {
  const words = Array.isArray(value) ? value : typeof value === 'string' ? [value] : undefined
  if (!words || !['=', '!=', 'IN', 'NOT IN'].includes(operator)) return undefined
  const kept = words.filter((word) => word === word.toUpperCase()).map((word) => word.toLowerCase())
  const found = sql`${column} = any(${sql.param(kept)}::text[])`
  return operator === '=' || operator === 'IN' ? found : sql`not (${found})`
}
