import type { SQL } from 'drizzle-orm'
import { Fault } from '#pipeline/fault.ts'
import type { Comparison, Entity, Identifier } from './expression.ts'
import type { Bare } from './parse-filter.ts'

/** How Postgres reads a value back that went through a page token. */
export type SqlType = 'float8' | 'bigint' | 'text' | 'uuid'

export interface Attribute {
  type: SqlType
  value: SQL
  /** Sorted after all others, and never found by a comparison. */
  nullable?: true
  /** By what it is sorted, where that is not the value. */
  sorted?: { type: SqlType; value: SQL }
  /** A number that may be told as text, as MLflow lets it be for some. */
  quoted?: true
  /** The column that holds it in lower case, where it is told in upper case. */
  lowerCase?: SQL
}

export interface Pairs {
  from: SQL
  type: SqlType
  /** There is an index of key and `beginning`, which is a column of its own. */
  indexed?: 'by beginning'
}

/** What can be searched, and where the things lie that a filter may name. */
export interface Subject {
  attributes: Record<string, Attribute>
  /** Tables of `key` and `value`, each with what ties its rows to the subject; their alias is `c`. */
  pairs: Partial<Record<Entity, Pairs>>
  /** The table of datasets, in the same way. */
  datasets?: { from: SQL; columns: Record<string, SQL> }
  /** MLflow reads texts without quotes where it looks for logged models, and nowhere else. */
  bare?: Bare
  /** Of very many, values are joined once rather than looked up by each row; the search must say so in its FROM. */
  sorted?: 'by joining'
}

export function attributeOf({ attributes }: Subject, key: string): Attribute {
  const found = Object.hasOwn(attributes, key) ? attributes[key] : undefined
  if (found) return found
  const valid = Object.keys(attributes).map((name) => `'${name}'`)
  throw new Fault('INVALID_INPUT', `Invalid attribute key '${key}' specified. Valid keys are {${valid.join(', ')}}`)
}

export function pairsOf({ pairs }: Subject, { entity }: Identifier): Pairs {
  const found = pairs[entity]
  if (!found) throw new Fault('INVALID_INPUT', `Invalid entity type '${entity}'`)
  return found
}

export const badOperator = ({ operator, entity, key }: Comparison): Fault =>
  new Fault('INVALID_INPUT', `Invalid comparator '${operator}' for ${entity} '${key}'`)
