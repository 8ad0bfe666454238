import type { ReactNode } from 'react'
import type { DemoInput } from '#services/demos/page.ts'
import { Button } from '../_ui/button.tsx'
import { classNames } from '../_ui/class-names.ts'
import { words } from '../_words/en.ts'
import type { Value } from './row.ts'

const text = words.demo

export interface InputProps {
  input: DemoInput
  value: Value
  /** Of the row that was pinned to compare with. */
  pinned: Value | undefined
  problem: string | undefined
  onValue: (value: Value) => void
}

interface InputBoxProps extends InputProps {
  id: string
  /** At the right of the label. */
  aside?: ReactNode
  hint?: ReactNode
  children: ReactNode
}

/** Label, control, hint and problem of one input. */
export function InputBox({ id, input, value, problem, onValue, aside, hint, children }: InputBoxProps) {
  const mayMiss = input.missing > 0
  return (
    <div className="flex min-w-0 flex-col gap-1 border-b border-line py-3 last:border-b-0">
      <div className="flex min-h-control items-center justify-between gap-3">
        <label htmlFor={id} className="min-w-0 font-strong break-words">
          {input.label}
          {input.unit && <span className="font-normal text-faint"> {input.unit}</span>}
        </label>
        {aside}
      </div>
      {children}
      <div className="flex min-h-5 flex-wrap items-center justify-between gap-x-3 text-12 text-faint">
        <span id={`${id}-hint`}>{hint}</span>
        {mayMiss && (
          <Button
            look="quiet"
            aria-pressed={value === null}
            aria-label={`${value === null ? text.leftOut : text.leaveOut}: ${input.label}`}
            className={classNames('h-6! px-1.5! text-12!', value === null && 'bg-hover text-ink')}
            onClick={() => onValue(value === null ? input.usual : null)}
          >
            {value === null ? text.leftOut : text.leaveOut}
          </Button>
        )}
      </div>
      {problem && (
        <p id={`${id}-problem`} role="alert" className="text-12 text-danger first-letter:uppercase">
          {problem}
        </p>
      )}
    </div>
  )
}

export const describedBy = (id: string, problem: string | undefined): string =>
  problem ? `${id}-hint ${id}-problem` : `${id}-hint`
