'use client'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { words } from '../../../_words/en.ts'

const text = words.alerts

export function History({ alert }: { alert: Outputs['alerts']['get'] }) {
  return (
    <ol className="flex flex-col">
      {alert.events.map(({ id, kind, by, detail, at }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-1.5">
          <span className="font-strong">{text.events[kind]}</span>
          <span className="text-soft">{by ? text.by(by) : text.platform}</span>
          <span className="ml-auto text-faint">
            <RelativeTime at={at} />
          </span>
          {detail && <span className="w-full wrap-anywhere text-soft first-letter:uppercase">{detail}</span>}
        </li>
      ))}
    </ol>
  )
}
