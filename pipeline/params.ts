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

/** The same for a notebook. */
export const notebookName = () => z.string().min(1).meta({ widget: 'file', accepts: 'notebook' })

/** Values of the parameters of the node's notebook, by name. */
export const notebookValues = () => z.record(z.string(), z.json()).default({}).meta({ widget: 'notebook-values' })

/** Names of ports; `suggest` names the fact of the notebook that lists those it uses. */
export const portNames = (meta: Pick<FieldMeta, 'suggest'> = {}) =>
  z
    .array(z.string().regex(/^[A-Za-z_]\w{0,62}$/, 'letters, digits and _, a letter first'))
    .max(16)
    .refine((names) => new Set(names).size === names.length, 'a name stands there twice')
    .default([])
    .meta({ widget: 'port-names', ...meta })

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
  widget?:
    | 'column'
    | 'columns'
    | 'sql-expression'
    | 'sql-query'
    | 'file'
    | 'seed'
    | 'column-types'
    | 'notebook-values'
    | 'port-names'
    | 'app-url'
    | 'app-call'
    | 'app-inputs'
    | 'app-answers'
  /** Of a file: a table unless this says otherwise. */
  accepts?: 'notebook'
  suggest?: 'reads' | 'writes' | 'models'
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
  Object.keys(params.shape).filter((name) => metaOf(params, name)?.widget === widget)

/** What a top-level parameter says of itself, however it is wrapped. */
export const metaOf = (params: z.ZodObject, name: string): FieldMeta | undefined =>
  name in params.shape ? widgetMeta(params.shape[name] as z.ZodType) : undefined

function widgetMeta(type: z.ZodType): FieldMeta | undefined {
  const own = type.meta()
  if (own?.widget) return own
  return type instanceof z.ZodDefault || type instanceof z.ZodOptional || type instanceof z.ZodNullable
    ? widgetMeta(type.unwrap() as z.ZodType)
    : undefined
}
