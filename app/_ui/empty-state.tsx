import type { ReactNode } from 'react'

interface EmptyStateProps {
  title: string
  /** The next step, in a sentence. */
  hint: string
  /** The one button that takes it. */
  action?: ReactNode
}

export function EmptyState({ title, hint, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-16 text-center">
      <Sprig />
      <h2 className="text-15">{title}</h2>
      <p className="max-w-96 text-soft">{hint}</p>
      {action}
    </div>
  )
}

/** A bare lattice with a first shoot. */
function Sprig() {
  return (
    <svg aria-hidden="true" width={56} height={44} fill="none" strokeWidth={1.5} strokeLinecap="round">
      <path d="M4 14h48M4 28h48M4 42h48" className="stroke-line" />
      <path d="M28 43V24m0 8c-6 0-9-3-9-8m9 3c5 0 8-3 8-8" className="stroke-accent" />
    </svg>
  )
}
