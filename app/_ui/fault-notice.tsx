import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { FaultData } from '#pipeline/fault.ts'
import { words } from '../_words/en.ts'

/** What happened, where, what to do. */
export function FaultNotice({ fault, children }: { fault: FaultData; children?: ReactNode }) {
  const places = Object.entries(fault.at ?? {}).filter(([, value]) => value !== undefined)
  return (
    <div role="alert" className="flex gap-3 rounded-md bg-danger-soft px-3 py-2.5">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="min-w-0">
        <p className="font-strong break-words first-letter:uppercase">{fault.message}</p>
        {places.length > 0 && (
          <p className="mt-0.5 flex flex-wrap gap-x-3 text-soft">
            {places.map(([place, value]) => (
              <span key={place}>
                {words.places[place as keyof typeof words.places]} <code>{String(value)}</code>
              </span>
            ))}
          </p>
        )}
        {fault.hint && <p className="mt-0.5 text-soft first-letter:uppercase">{fault.hint}</p>}
        {children}
      </div>
    </div>
  )
}
