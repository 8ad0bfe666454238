'use client'
import { useContext } from 'react'
import { FormContext, type WidgetProps } from '../form-context.ts'
import { SqlField } from './sql-field.tsx'

/** A whole query; its tables are the node's inputs. */
export function SqlQuery({ value, onValue }: WidgetProps<string | undefined>) {
  const { inputs } = useContext(FormContext)
  return <SqlField value={value ?? ''} onValue={onValue} rows={7} tables={Object.keys(inputs)} />
}
