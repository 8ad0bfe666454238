import { type SQL, sql } from 'drizzle-orm'
import { Fault } from '#pipeline/fault.ts'
import type { Comparison } from './expression.ts'
import { badOperator, type SqlType } from './subject.ts'

const signs: Partial<Record<string, SQL>> = {
  '=': sql`=`,
  '!=': sql`<>`,
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
}

/** A value in the database against one that somebody wrote. Faults: INVALID_INPUT. */
export function compare(column: SQL, type: SqlType, comparison: Comparison): SQL {
  return type === 'float8' || type === 'bigint'
    ? compareNumber(column, type, comparison)
    : compareText(column, type, comparison)
}

function compareNumber(column: SQL, type: SqlType, comparison: Comparison): SQL {
  const { operator, value, entity, key } = comparison
  const sign = signs[operator]
  if (!sign) throw badOperator(comparison)
  if (typeof value !== 'number') {
    const what = entity === 'metric' ? 'metric' : `numeric attribute: ${key}`
    throw new Fault('INVALID_INPUT', `Expected numeric value type for ${what}. Found ${String(value)}`)
  }
  // Postgres counts NaN as greater than every number; it is none.
  const real = operator === '!=' || type !== 'float8' ? sql`` : sql` and ${column} <> 'NaN'`
  return sql`(${column} ${sign} ${value}::float8${real})`
}

function compareText(column: SQL, type: SqlType, comparison: Comparison): SQL {
  const { operator, written } = comparison
  const value = written ?? comparison.value
  if (Array.isArray(value)) {
    const found = sql`${column} = any(${sql.param(castable(type, value))}::${sql.raw(type)}[])`
    return operator === 'IN' ? found : sql`not (${found})`
  }
  if (typeof value !== 'string')
    throw new Fault('INVALID_INPUT', `Expected a quoted string value for ${comparison.entity}. Got value ${value}`)
  if (operator === 'LIKE' || operator === 'ILIKE') {
    const text = type === 'uuid' ? sql`replace(${column}::text, '-', '')` : column
    return operator === 'LIKE'
      ? sql`${text} like ${value} escape ''`
      : sql`${text} collate "und-x-icu" ilike ${value} escape ''`
  }
  const equal = sql`${column} = any(${sql.param(castable(type, [value]))}::${sql.raw(type)}[])`
  if (operator === '=') return equal
  if (operator === '!=') return sql`not (${equal})`
  throw badOperator(comparison)
}

/** Without those that cannot be equal to anything of the type. */
const castable = (type: SqlType, values: readonly string[]) =>
  type === 'uuid' ? values.filter((value) => /^[0-9a-f]{32}$/i.test(value.replaceAll('-', ''))) : [...values]
