'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Section } from '../../_frame/page.tsx'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { toastFault } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'

const text = words.alerts

/** Of what no word is sent now, why, and until when; of one alert, or all. */
export function Silences({ of }: { of?: { key: string; kind: string } }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const silences = useQuery(trpc.alerts.silences.queryOptions())
  const end = useMutation(
    trpc.alerts.unsilence.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.alerts.pathFilter()),
      onError: toastFault,
    }),
  )
  const shown = (silences.data ?? []).filter(
    ({ key, kind }) => !of || ((key === null || key === of.key) && (kind === null || kind === of.kind)),
  )
  if (shown.length === 0) return null
  return (
    <Section title={text.silences}>
      <ul className="flex flex-col">
        {shown.map(({ id, key, title, kind, reason, by, until }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-1.5">
            <span className="min-w-60 flex-1 wrap-anywhere first-letter:uppercase">
              {text.silencesOf(kind ? text.overKind(kind) : (title ?? key ?? text.everything), by ?? '', reason)}
            </span>
            <span className="text-soft">
              {text.silencedUntil} <RelativeTime at={until} />
            </span>
            <Button look="quiet" disabled={end.isPending} onClick={() => end.mutate({ id })}>
              {text.unsilence}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
