'use client'
import { Input } from '../../../_ui/input.tsx'
import type { WidgetProps } from '../form-context.ts'

export function Text({ field, value, onValue }: WidgetProps<string | undefined>) {
  const placeholder = typeof field.default === 'string' ? field.default : undefined
  return (
    <Input
      value={value ?? ''}
      placeholder={placeholder}
      spellCheck={false}
      autoComplete="off"
      onChange={({ target }) => onValue(target.value === '' && !field.required ? undefined : target.value)}
    />
  )
}
