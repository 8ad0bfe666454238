import { z } from 'zod'
import type { Role } from './columns.ts'

/**
 * Parameter types with a widget of their own in the form. The rest of a form follows from plain zod types.
 * `of` names the input port whose columns are offered.
 */
export const columnName = ({ of, role }: { of: string; role?: Role }) =>
  z.string().meta({ widget: 'column', of, ...(role && { role }) })

export const columnNames = ({ of }: { of: string }) => z.array(z.string()).meta({ widget: 'columns', of })

/** `truth`: it must be yes or no for each row. */
export const sqlExpression = ({ of, truth }: { of: string; truth?: true }) =>
  z
    .string()
    .min(1)
    .meta({ widget: 'sql-expression', of, ...(truth && { truth }) })

export const sqlQuery = () => z.string().min(1).meta({ widget: 'sql-query' })

/** A project file by name, as the newest version (`sales.csv`) or a fixed one (`sales.csv@3`). */
export const fileName = () => z.string().min(1).meta({ widget: 'file' })

export const seed = () =>
  z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(7)
    .meta({ title: 'Seed', widget: 'seed' })

/** What a detected type can be corrected to. */
export const correctedTypes = ['VARCHAR', 'BIGINT', 'DOUBLE', 'BOOLEAN', 'DATE', 'TIMESTAMP'] as const
export type CorrectedType = (typeof correctedTypes)[number]

/** Column name → DuckDB type, for columns whose detected type is to be corrected. */
export const columnTypes = () =>
  z.record(z.string(), z.enum(correctedTypes)).default({}).meta({ widget: 'column-types' })

export interface FieldMeta {
  title?: string
  description?: string
  widget?: 'column' | 'columns' | 'sql-expression' | 'sql-query' | 'file' | 'seed' | 'column-types'
  of?: string
  truth?: true
  role?: Role
  /** Shown only while another parameter has one of these values. */
  when?: { param: string; is: readonly (string | boolean)[] }
}

declare module 'zod' {
  interface GlobalMeta extends FieldMeta {}
}

/** Names of the top-level parameters that have the given widget. */
export const paramsWithWidget = (params: z.ZodObject, widget: FieldMeta['widget']): string[] =>
  Object.entries(params.shape).flatMap(([name, type]) => (widgetOf(type as z.ZodType) === widget ? [name] : []))

function widgetOf(type: z.ZodType): FieldMeta['widget'] {
  const own = type.meta()?.widget
  if (own) return own
  return type instanceof z.ZodDefault || type instanceof z.ZodOptional || type instanceof z.ZodNullable
    ? widgetOf(type.unwrap() as z.ZodType)
    : undefined
}
