'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../_trpc/client.tsx'
import { classNames } from '../_ui/class-names.ts'
import { words } from '../_words/en.ts'

const text = words.alerts

/** How many alerts wait for somebody, beside their place; on a rail only that there are some. */
export function OpenAlerts({ form }: { form: 'full' | 'rail' }) {
  const trpc = useTRPC()
  const { open, worst } = useQuery(trpc.alerts.count.queryOptions()).data ?? { open: 0, worst: null }
  if (!open || !worst) return null
  const said = text.openMark(open, text.severities[worst])
  const tone = worst === 'critical' ? 'bg-danger text-danger-ink' : 'bg-warning text-ground'
  return (
    <span
      title={said}
      className={classNames(
        'figures rounded-full text-12',
        worst === 'info' ? 'bg-line text-ink' : tone,
        form === 'rail' ? 'absolute top-0.5 right-0.5 size-2' : 'ml-auto min-w-5 px-1.5 text-center',
      )}
    >
      {form === 'full' && <span aria-hidden>{open > 99 ? '99+' : open}</span>}
      <span className="sr-only">{said}</span>
    </span>
  )
}
