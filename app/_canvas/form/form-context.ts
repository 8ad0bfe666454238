import { createContext, useContext } from 'react'
import type { Column } from '#pipeline/columns.ts'
import type { PortSchema } from '#pipeline/ports/index.ts'
import type { Problem } from '#pipeline/problem.ts'
import type { Field } from './fields.ts'

/** What the widgets of one node's form know beyond their own value. */
export interface FormSurroundings {
  node: string
  /** The file that the node reads, if it reads one. */
  fileParam: string | undefined
  /** The Gradio app that the node asks, if it asks one. */
  app: { url: string; call: string } | undefined
  inputs: Record<string, PortSchema>
  /** By the path of their field. */
  problems: ReadonlyMap<string, Problem>
  readOnly: boolean
}

export const FormContext = createContext<FormSurroundings>({
  node: '',
  fileParam: undefined,
  app: undefined,
  inputs: {},
  problems: new Map(),
  readOnly: false,
})

/** The columns at an input port, if they are known; of all inputs without a port. */
export function useColumns(of?: string): Column[] | undefined {
  const { inputs } = useContext(FormContext)
  const schemas = of ? [inputs[of]] : Object.values(inputs)
  const known = schemas.flatMap((schema) => (schema?.type === 'table' ? [schema.columns] : []))
  return known.length > 0 ? known.flat() : undefined
}

export interface WidgetProps<T = unknown> {
  field: Field
  value: T
  /** Undefined puts the parameter back to its default. */
  onValue(value: T | undefined): void
}

export interface RowProps {
  field: Field
  params: Record<string, unknown>
  /** Where problems name this field: `where`, `columns.0.expression`. */
  path: string
  onParam(value: unknown): void
}
