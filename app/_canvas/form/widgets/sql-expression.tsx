'use client'
import type { WidgetProps } from '../form-context.ts'
import { SqlField } from './sql-field.tsx'

export function SqlExpression({ field, value, onValue }: WidgetProps<string | undefined>) {
  return <SqlField value={value ?? ''} onValue={onValue} {...(field.of && { of: field.of })} rows={2} />
}
