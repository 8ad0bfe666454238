'use client'
import { createContext, type ReactNode, useContext, useId } from 'react'

interface FieldIds {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

const FieldContext = createContext<FieldIds | undefined>(undefined)

/** What ties a control to the label, hint and error of the field around it. */
export const useField = (): Partial<FieldIds> => useContext(FieldContext) ?? {}

interface FieldProps {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  children: ReactNode
}

export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const ids: FieldIds = { id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined }
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-12 font-strong text-soft">
        {label}
      </label>
      <FieldContext value={ids}>{children}</FieldContext>
      {hint && (
        <p id={`${id}-hint`} className="text-12 text-faint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-12 text-danger first-letter:uppercase">
          {error}
        </p>
      )}
    </div>
  )
}
