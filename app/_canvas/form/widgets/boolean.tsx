'use client'
import { Checkbox } from '../../../_ui/checkbox.tsx'
import type { WidgetProps } from '../form-context.ts'

export function BooleanWidget({ field, value, onValue }: WidgetProps<boolean | undefined>) {
  return <Checkbox label={field.title} checked={value ?? false} onChecked={onValue} />
}
