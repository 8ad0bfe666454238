'use client'
import { Field } from './field.tsx'
import { Input } from './input.tsx'

interface NumberFieldProps {
  label: string
  hint?: string
  least?: number
  value: number
  onValue: (value: number) => void
}

export function NumberField({ label, hint, least = 0, value, onValue }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint}>
      <Input
        type="number"
        min={least}
        value={value}
        onChange={({ target }) => onValue(Math.round(target.valueAsNumber || least))}
      />
    </Field>
  )
}
