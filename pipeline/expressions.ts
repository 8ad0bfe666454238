import { z } from 'zod'
import type { Column } from './columns.ts'
import { Fault } from './fault.ts'
import type { FieldMeta } from './params.ts'
import { identifier } from './sql.ts'

/** DuckDB's binder: the columns that a SELECT over tables with these columns has. Faults: BAD_DATA with the engine's message. */
export type Bind = (sql: string, tables: Record<string, Column[]>) => Promise<Column[]>

interface Expression {
  param: string
  text: string
  meta: FieldMeta
}

/** What a person wrote as SQL in the parameters of a node. */
function* expressionsIn(type: unknown, value: unknown, param: string): Generator<Expression> {
  if (!(type instanceof z.ZodType)) return
  const meta = type.meta() ?? {}
  if (typeof value === 'string' && (meta.widget === 'sql-expression' || meta.widget === 'sql-query'))
    yield { param, text: value.replace(/[\s;]+$/, ''), meta }
  else if (type instanceof z.ZodDefault || type instanceof z.ZodOptional)
    yield* expressionsIn(type.unwrap(), value, param)
  else if (type instanceof z.ZodArray && Array.isArray(value))
    for (const one of value) yield* expressionsIn(type.element, one, param)
  else if (type instanceof z.ZodObject)
    for (const [name, field] of Object.entries(type.shape))
      yield* expressionsIn(field, (value as Record<string, unknown>)?.[name], param || name)
}

type Given = { params: z.ZodObject; values: unknown; tables: Record<string, Column[]>; bind: Bind }

/** The place within the person's own text where a query does not parse, instead of one in what was made of it. */
export async function withinWritten(fault: Fault, { params, values, tables, bind }: Given): Promise<Fault> {
  if (!notParsed.test(fault.message)) return fault
  for (const { param, text, meta } of expressionsIn(params, values, '')) {
    const alone = meta.widget === 'sql-query' ? text : overPort(meta, text)
    const own = await bind(alone, tables).then(() => undefined, Fault.of)
    if (own && notParsed.test(own.message)) return own.within({ param })
  }
  return fault
}

const notParsed = /^(syntax error|the expression ends too early|a quote is not closed)/i

/** Faults: BAD_DATA for a condition that is not yes or no, which the engine would only find out by its values. */
export async function requireTruths({ params, values, tables, bind }: Given): Promise<void> {
  for (const { param, text, meta } of expressionsIn(params, values, '')) {
    if (!meta.truth) continue
    const [made] = await bind(overPort(meta, `(${text}\n)`), tables)
    if (!made || made.type === 'BOOLEAN') continue
    throw new Fault('BAD_DATA', `not a condition, but ${made.type}: ${text}`, {
      at: { param },
      hint: 'compare it with something: =, >, <, LIKE, IN (…), IS NOT NULL',
    })
  }
}

// The table first, so that nothing of ours stands behind what the person wrote.
const overPort = ({ of = '' }: FieldMeta, text: string) => `FROM ${identifier(of).text} SELECT ${text}`
