'use client'
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { useField } from './field.tsx'
import { inputLook } from './input.tsx'

export interface Option {
  value: string
  label?: string
  disabled?: boolean
}

interface SelectProps extends Omit<ComponentProps<'select'>, 'onChange'> {
  options: readonly (Option | string)[]
  /** Shown, and chosen, while there is no value. */
  placeholder?: string
  onValue?: (value: string) => void
}

/** The browser's own list: right on touch, with a keyboard and for screen readers. */
export function Select({ options, placeholder, onValue, className, ...rest }: SelectProps) {
  return (
    <span className={classNames('relative inline-flex w-full min-w-0', className)}>
      <select
        {...useField()}
        className={classNames(inputLook, 'h-control appearance-none pr-7')}
        onChange={(event) => onValue?.(event.target.value)}
        {...rest}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => {
          const { value, label, disabled } = typeof option === 'string' ? ({ value: option } as Option) : option
          return (
            <option key={value} value={value} disabled={disabled}>
              {label ?? value}
            </option>
          )
        })}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-soft"
      />
    </span>
  )
}
