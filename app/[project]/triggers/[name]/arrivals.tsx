'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Older } from '../../../_list/older.tsx'
import { useAddress } from '../../../_list/use-address.ts'
import { useTRPC, useTRPCClient } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { Checkbox } from '../../../_ui/checkbox.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { words } from '../../../_words/en.ts'
import { WhyFailed } from '../../runs/why-failed.tsx'
import { OutcomeGlyph } from '../outcome-glyph.tsx'
import { arrivalText } from './arrival-text.ts'
import { RunAgain } from './run-again.tsx'

const text = words.triggers
const atOnce = 100

interface ArrivalsProps {
  project: string
  trigger: Outputs['triggers']['get']
}

/** What arrived, and what came of it. */
export function Arrivals({ project, trigger }: ArrivalsProps) {
  const trpc = useTRPC()
  const address = useAddress()
  const quiet = address.get('quiet') === 'shown' ? 'shown' : 'hidden'
  const client = useTRPCClient()
  const firings = useInfiniteQuery({
    queryKey: [...trpc.triggers.firings.queryKey(), trigger.id, quiet],
    queryFn: ({ pageParam, signal }) =>
      client.triggers.firings.query(
        { trigger: { id: trigger.id }, quiet, limit: atOnce, ...(pageParam && { before: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => (page.length === atOnce ? page.at(-1)?.id : undefined),
  })
  return (
    <>
      {trigger.kind === 'metric' && (
        <Checkbox
          label={text.showQuiet}
          checked={quiet === 'shown'}
          onChecked={(shown) => address.set({ quiet: shown ? 'shown' : undefined })}
        />
      )}
      <Loaded query={firings} what={text.arrivals.toLowerCase()}>
        {({ pages }) =>
          pages[0]?.length === 0 ? (
            <p className="text-soft">
              {text.noArrivals}. {text.noArrivalsHint[trigger.kind]}
            </p>
          ) : (
            <>
              <table aria-label={text.arrivals} className="w-full text-left">
                <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:font-normal">
                  <tr>
                    <th>{text.arrived}</th>
                    <th>{text.what}</th>
                    <th>{text.cameOfIt}</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {pages.flat().map((firing) => (
                    <tr key={firing.id} className="border-b border-line align-baseline [&>td]:py-2 [&>td]:pr-3">
                      <td className="whitespace-nowrap">
                        <RelativeTime at={firing.arrivedAt} />
                      </td>
                      <td className="min-w-0 break-words">{arrivalText(firing)}</td>
                      <td className="min-w-0 wrap-anywhere">
                        <OutcomeGlyph outcome={firing.outcome} status={firing.run?.status ?? null} label="shown" />
                        <WhyFailed fault={firing.run?.fault ?? null} />
                        {firing.reason && <p className="text-soft first-letter:uppercase">{firing.reason}</p>}
                        {firing.fault && (
                          <p className="text-danger first-letter:uppercase" title={firing.fault.hint}>
                            {firing.fault.message}
                          </p>
                        )}
                        {firing.againBy && <p className="text-faint">{text.againBy(firing.againBy)}</p>}
                        {firing.repeats > 0 && <p className="text-faint">{text.repeats(firing.repeats)}</p>}
                      </td>
                      <td className="w-px whitespace-nowrap">
                        {firing.run && (
                          <Link className="link" href={`/${project}/runs/${firing.run.id}`}>
                            {text.showRun}
                          </Link>
                        )}
                        {firing.lost && <RunAgain trigger={trigger.id} arrival={firing.id} />}
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
    </>
  )
}
