import type { ReactNode } from 'react'
import { Field } from './field.tsx'
import { Input } from './input.tsx'

interface NameFieldProps {
  label: string
  hint?: ReactNode
  value: string
  onValue: (name: string) => void
}

/** What people call a thing: anything, but something. */
export function NameField({ label, hint, value, onValue }: NameFieldProps) {
  return (
    <Field label={label} hint={hint}>
      <Input
        value={value}
        onChange={({ target }) => onValue(target.value)}
        required
        maxLength={120}
        autoComplete="off"
      />
    </Field>
  )
}
