import type { ReactNode } from 'react'

/** One line of what is known: its name at the left, or above where it is narrow. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-1 md:grid-cols-[112px_1fr]">
      <dt className="pt-1 text-12 text-faint">{label}</dt>
      <dd className="flex min-h-control min-w-0 flex-wrap items-center gap-1.5">{children}</dd>
    </div>
  )
}
