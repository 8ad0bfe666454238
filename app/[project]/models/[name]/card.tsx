'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAddress } from '../../../_list/use-address.ts'
import { Notice } from '../../../_registry/notice.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { Button } from '../../../_ui/button.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { Markdown } from '../../../_ui/markdown.tsx'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { toast, toastFault } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { CardEditor } from './card-editor.tsx'

const text = words.registry

/** What is told of a version, to read and to write. */
export function Card(ref: { name: string; number: number }) {
  const trpc = useTRPC()
  const address = useAddress()
  const [writing, setWriting] = useState<{ text: string; base: number }>()
  const asked = address.get('text')
  const card = useQuery(trpc.models.card.queryOptions({ ...ref, ...(asked && { revision: Number(asked) }) }))
  if (writing) return <CardEditor {...ref} start={writing} onClose={() => setWriting(undefined)} />
  return (
    <Loaded query={card} what={text.tabs.card.toLowerCase()}>
      {(found) => (
        <div className="grid gap-8 pt-4 lg:grid-cols-[minmax(0,1fr)_224px]">
          <div className="flex min-w-0 flex-col gap-4">
            <CardNotices version={ref} card={found} />
            <Markdown text={found.text} />
          </div>
          <aside className="flex flex-col items-start gap-4">
            <Button onClick={() => setWriting({ text: found.text, base: found.newest })}>{text.cardEdit}</Button>
            {found.history.length === 0 ? (
              <p className="text-soft">{text.cardGenerated}</p>
            ) : (
              <nav aria-label={text.cardHistory} className="w-full">
                <h3 className="text-12 text-faint">{text.cardHistory}</h3>
                <ol>
                  {found.history.map(({ revision, createdBy, createdAt }) => (
                    <li key={revision} className="py-1">
                      <button
                        type="button"
                        aria-current={revision === found.revision ? 'true' : undefined}
                        className="link aria-[current]:font-strong"
                        onClick={() => address.set({ text: revision === found.newest ? undefined : String(revision) })}
                      >
                        {text.cardSaved(revision)}
                      </button>{' '}
                      <span className="text-12 text-soft">
                        {words.runs.by(createdBy)} <RelativeTime at={createdAt} />
                      </span>
                    </li>
                  ))}
                </ol>
              </nav>
            )}
          </aside>
        </div>
      )}
    </Loaded>
  )
}

interface CardNoticesProps {
  version: { name: string; number: number }
  card: Outputs['models']['card']
}

function CardNotices({ version, card }: CardNoticesProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const address = useAddress()
  const save = useMutation(
    trpc.models.saveCard.mutationOptions({
      onSuccess: () => toast(text.cardRefreshed),
      onError: toastFault,
      onSettled: () => queries.invalidateQueries(trpc.models.pathFilter()),
    }),
  )
  if (card.revision !== card.newest)
    return (
      <Notice
        title={text.cardFormer(card.revision)}
        action={<Button onClick={() => address.set({ text: undefined })}>{text.cardNewest}</Button>}
      />
    )
  if (card.state === 'fresh') return null
  return (
    <Notice
      title={text.cardStale}
      action={
        <Button
          disabled={save.isPending}
          onClick={() => save.mutate({ ...version, base: card.newest, text: card.text, how: 'refresh' })}
        >
          {text.cardRefresh}
        </Button>
      }
    />
  )
}
