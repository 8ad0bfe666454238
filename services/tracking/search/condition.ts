import { type SQL, sql } from 'drizzle-orm'
import { Fault } from '#pipeline/fault.ts'
import { compare } from './compare.ts'
import type { Comparison, Expression } from './expression.ts'
import { byBeginning, equalInLowerCase } from './indexed.ts'
import { placed } from './parse-filter.ts'
import { attributeOf, badOperator, pairsOf, type Subject } from './subject.ts'

/** A filter as SQL. Each thing that it names is looked up by itself, so that nothing multiplies. Faults: INVALID_INPUT. */
export function conditionOf(subject: Subject, expression: Expression): SQL {
  if (expression.is === 'comparison') return placed(expression.offset, () => conditionOfOne(subject, expression))
  if (expression.is === 'not') return sql`not (${conditionOf(subject, expression.part)})`
  const parts = expression.parts.map((part) => conditionOf(subject, part))
  return sql`(${sql.join(parts, expression.is === 'and' ? sql` and ` : sql` or `)})`
}

function conditionOfOne(subject: Subject, comparison: Comparison): SQL {
  const { entity, key, operator } = comparison
  if (entity === 'attribute') {
    if (operator.startsWith('IS ')) throw badOperator(comparison)
    const { value, type, nullable, lowerCase, quoted } = attributeOf(subject, key)
    const asked = quoted ? withoutQuotes(comparison) : comparison
    const condition = (lowerCase && equalInLowerCase(lowerCase, asked)) ?? compare(value, type, asked)
    return nullable ? sql`coalesce(${condition}, false)` : condition
  }
  if (entity === 'dataset') {
    const { datasets } = subject
    const column = datasets && Object.hasOwn(datasets.columns, key) ? datasets.columns[key] : undefined
    if (!datasets || !column) throw new Fault('INVALID_INPUT', `Invalid dataset key '${key}' specified.`)
    if (operator.startsWith('IS ')) throw badOperator(comparison)
    return sql`exists (select from ${datasets.from} and ${compare(column, 'text', comparison)})`
  }
  const { from, type, indexed } = pairsOf(subject, comparison)
  const rows = sql`select from ${from} and c.key = ${key}`
  if (operator.startsWith('IS ') && entity === 'metric') throw badOperator(comparison)
  if (operator === 'IS NULL') return sql`not exists (${rows})`
  if (operator === 'IS NOT NULL') return sql`exists (${rows})`
  if (Array.isArray(comparison.value)) throw badOperator(comparison)
  const matching = (indexed && byBeginning(comparison)) ?? compare(sql`c.value`, type, comparison)
  return sql`exists (${rows} and ${matching})`
}

const withoutQuotes = (comparison: Comparison): Comparison =>
  typeof comparison.value === 'string' && /^-?\d+$/.test(comparison.value)
    ? { ...comparison, value: Number(comparison.value) }
    : comparison
