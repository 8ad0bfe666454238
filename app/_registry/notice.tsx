import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

interface NoticeProps {
  title: string
  hint?: ReactNode
  action?: ReactNode
}

/** What one should know before going on; no fault. */
export function Notice({ title, hint, action }: NoticeProps) {
  return (
    <div role="note" className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-warning-soft px-3 py-2.5">
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-warning" />
      <div className="min-w-0 grow basis-60">
        <p className="font-strong">{title}</p>
        {hint && <p className="break-words text-soft">{hint}</p>}
      </div>
      {action}
    </div>
  )
}
