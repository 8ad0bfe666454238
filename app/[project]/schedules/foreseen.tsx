'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { useTRPC } from '../../_trpc/client.tsx'
import { FaultNotice } from '../../_ui/fault-notice.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { words } from '../../_words/en.ts'
import type { Timing } from './timing-text.ts'

const text = words.schedules
const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' })

/** The times at which it would fire, asked of Temporal. */
export function Foreseen({ timing, count }: { timing: Timing; count: number }) {
  const trpc = useTRPC()
  const wanted = useDeferredValue(timing)
  const times = useQuery(
    trpc.schedules.foresee.queryOptions(
      { timing: wanted, limit: count },
      { placeholderData: keepPreviousData, retry: false },
    ),
  )
  if (times.error) return <FaultNotice fault={faultText(times.error)} />
  if (!times.data) return <p className="text-soft">{text.asking}</p>
  return (
    <ol className="flex flex-col gap-1">
      {times.data.map((time) => (
        <li key={time.getTime()} className="flex justify-between gap-4">
          <span suppressHydrationWarning>{format.format(time)}</span>
          <span className="text-faint">
            <RelativeTime at={time} />
          </span>
        </li>
      ))}
    </ol>
  )
}
