'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { StatusGlyph } from '../../../_ui/status-glyph.tsx'
import { words } from '../../../_words/en.ts'
import { WhyFailed } from '../../runs/why-failed.tsx'

const text = words.schedules

/** When it fired or should have, and what came of it. */
export function Firings({ project, schedule }: { project: string; schedule: string }) {
  const trpc = useTRPC()
  const firings = useQuery(trpc.schedules.firings.queryOptions({ schedule: { id: schedule } }))
  return (
    <Loaded query={firings} what={text.past.toLowerCase()}>
      {(rows) =>
        rows.length === 0 ? (
          <p className="text-soft">{text.noFirings}.</p>
        ) : (
          <table aria-label={text.past} className="w-full text-left">
            <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:font-normal">
              <tr>
                <th>{text.scheduled}</th>
                <th>{text.outcome}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map(({ scheduledAt, run, fault }) => (
                <tr
                  key={scheduledAt.getTime() + (run?.id ?? '')}
                  className="border-b border-line align-baseline [&>td]:py-2 [&>td]:pr-3"
                >
                  <td>
                    <RelativeTime at={scheduledAt} />
                  </td>
                  <td className="min-w-0 wrap-anywhere">
                    {run ? (
                      <>
                        <StatusGlyph status={run.status} label="shown" />
                        <WhyFailed fault={run.fault} />
                      </>
                    ) : fault ? (
                      <span className="text-danger first-letter:uppercase" title={fault.hint}>
                        {fault.message}
                      </span>
                    ) : (
                      <span className="text-warning">{text.missed}</span>
                    )}
                  </td>
                  <td className="w-px whitespace-nowrap">
                    {run && (
                      <Link className="link" href={`/${project}/runs/${run.id}`}>
                        {text.run}
                      </Link>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </Loaded>
  )
}
