import type { ReactNode } from 'react'

/** What is known of something, name by name: side by side, or one above the other where it is narrow. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid max-w-200 gap-x-6 gap-y-1 md:grid-cols-[auto_1fr]">{children}</dl>
}

export function NamedFact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="pb-1 md:contents">
      <dt className="text-faint">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}
