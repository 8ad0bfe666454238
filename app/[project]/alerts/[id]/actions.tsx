'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { Button } from '../../../_ui/button.tsx'
import { toast } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { NoteDialog } from './note-dialog.tsx'
import { SilenceDialog } from './silence-dialog.tsx'

const text = words.alerts

export function Actions({ alert }: { alert: Outputs['alerts']['get'] }) {
  const { id, settledAt, acknowledgedAt, acknowledgedBy, key, kind } = alert
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [opened, setOpened] = useState<'acknowledge' | 'silence' | 'settle'>()
  const close = () => setOpened(undefined)
  const done = (said: string) => () => {
    close()
    toast(said)
    return queries.invalidateQueries(trpc.alerts.pathFilter())
  }
  const acknowledge = useMutation(trpc.alerts.acknowledge.mutationOptions({ onSuccess: done(text.acknowledged) }))
  const settle = useMutation(trpc.alerts.close.mutationOptions({ onSuccess: done(text.settledToast) }))
  const silence = useMutation(trpc.alerts.silence.mutationOptions({ onSuccess: done(text.silencedToast) }))
  return (
    <>
      {acknowledgedAt && acknowledgedBy && <span className="text-soft">{text.acknowledgedBy(acknowledgedBy)}</span>}
      <Button onClick={() => setOpened('silence')}>{text.silence}</Button>
      {!settledAt && <Button onClick={() => setOpened('settle')}>{text.settle}</Button>}
      {!settledAt && !acknowledgedAt && <Button onClick={() => setOpened('acknowledge')}>{text.acknowledge}</Button>}
      {opened === 'acknowledge' && (
        <NoteDialog
          title={text.acknowledge}
          about={text.acknowledgeAbout}
          action={text.acknowledge}
          change={acknowledge}
          onNote={(note) => acknowledge.mutate({ id, ...(note && { note }) })}
          onClose={close}
        />
      )}
      {opened === 'settle' && (
        <NoteDialog
          title={text.settleTitle}
          about={text.settleAbout}
          action={text.settle}
          change={settle}
          onNote={(why) => settle.mutate({ id, ...(why && { why }) })}
          onClose={close}
        />
      )}
      {opened === 'silence' && (
        <SilenceDialog
          kind={kind}
          change={silence}
          onClose={close}
          onSilence={(wanted) =>
            silence.mutate({
              ...{ over: wanted.over === 'kind' ? { kind } : { key }, minutes: wanted.minutes, reason: wanted.reason },
            })
          }
        />
      )}
    </>
  )
}
