'use client'
import { Check } from 'lucide-react'
import { Checkbox as Radix } from 'radix-ui'
import { type ReactNode, useId } from 'react'

interface CheckboxProps {
  label: ReactNode
  checked: boolean
  onChecked: (checked: boolean) => void
  disabled?: boolean
}

export function Checkbox({ label, checked, onChecked, disabled }: CheckboxProps) {
  const id = useId()
  return (
    <span className="flex min-h-control items-center gap-2">
      <Radix.Root
        id={id}
        checked={checked}
        {...(disabled && { disabled })}
        onCheckedChange={(next) => onChecked(next === true)}
        className="grid size-4 shrink-0 place-items-center rounded-[3px] border border-line-strong bg-raised text-accent-ink data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-50"
      >
        <Radix.Indicator>
          <Check aria-hidden className="size-3" strokeWidth={3} />
        </Radix.Indicator>
      </Radix.Root>
      <label htmlFor={id}>{label}</label>
    </span>
  )
}
