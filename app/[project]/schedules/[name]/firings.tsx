'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Older } from '../../../_list/older.tsx'
import { useTRPC, useTRPCClient } from '../../../_trpc/client.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { StatusGlyph } from '../../../_ui/status-glyph.tsx'
import { words } from '../../../_words/en.ts'
import { WhyFailed } from '../../runs/why-failed.tsx'

const text = words.schedules
const atOnce = 100

/** When it fired or should have, and what came of it. */
export function Firings({ project, schedule }: { project: string; schedule: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const firings = useInfiniteQuery({
    queryKey: [...trpc.schedules.firings.queryKey(), schedule],
    queryFn: ({ pageParam, signal }) =>
      client.schedules.firings.query(
        { schedule: { id: schedule }, limit: atOnce, ...(pageParam && { before: pageParam }) },
        { signal },
      ),
    initialPageParam: null as { scheduledAt: Date; id: string | null } | null,
    getNextPageParam: (page) => oldestOf(page),
  })
  return (
    <Loaded query={firings} what={text.past.toLowerCase()}>
      {({ pages }) =>
        pages[0]?.length === 0 ? (
          <p className="text-soft">{text.noFirings}.</p>
        ) : (
          <>
            <table aria-label={text.past} className="w-full text-left">
              <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:font-normal">
                <tr>
                  <th>{text.scheduled}</th>
                  <th>{text.outcome}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {pages.flat().map(({ id, scheduledAt, run, fault }) => (
                  <tr
                    key={id ?? scheduledAt.getTime()}
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
            <Older list={firings} />
          </>
        )
      }
    </Loaded>
  )
}

/** Absent: there is nothing older. */
function oldestOf(page: readonly { scheduledAt: Date; id: string | null }[]) {
  const last = page.length === atOnce ? page.at(-1) : undefined
  return last && { scheduledAt: last.scheduledAt, id: last.id }
}
