'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Notice } from '../../../_registry/notice.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Button } from '../../../_ui/button.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { faultText } from '../../../_ui/fault-text.ts'
import { Field } from '../../../_ui/field.tsx'
import { TextArea } from '../../../_ui/input.tsx'
import { Markdown } from '../../../_ui/markdown.tsx'
import { toast } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'

const text = words.registry

interface CardEditorProps {
  name: string
  number: number
  start: { text: string; base: number }
  onClose: () => void
}

/** Text at the left, what it looks like at the right; what somebody else saved meanwhile is never written over unasked. */
export function CardEditor({ name, number, start, onClose }: CardEditorProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [written, setWritten] = useState(start.text)
  const save = useMutation(
    trpc.models.saveCard.mutationOptions({
      onSuccess: () => {
        toast.success(text.cardIsSaved)
        onClose()
      },
      onSettled: () => queries.invalidateQueries(trpc.models.pathFilter()),
    }),
  )
  const theirs = useQuery(trpc.models.card.queryOptions({ name, number }))
  const [side, setSide] = useState<'mine' | 'theirs'>('mine')
  const fault = save.error && faultText(save.error)
  const saveUpon = (base: number) => save.mutate({ name, number, base, text: written })
  const overwrite = async () =>
    saveUpon((await queries.fetchQuery(trpc.models.card.queryOptions({ name, number }, { staleTime: 0 }))).newest)
  return (
    <form
      className="flex flex-col gap-4 pt-4"
      onSubmit={(event) => {
        event.preventDefault()
        saveUpon(start.base)
      }}
    >
      {fault &&
        (fault.code === 'CONFLICT' ? (
          <Notice
            title={text.cardConflict}
            action={
              <>
                <Button onClick={() => setSide(side === 'mine' ? 'theirs' : 'mine')}>
                  {side === 'mine' ? text.cardTheirs : text.cardMine}
                </Button>
                <Button onClick={overwrite}>{text.cardOverwrite}</Button>
              </>
            }
          />
        ) : (
          <FaultNotice fault={fault} />
        ))}
      <div className="flex gap-2">
        <Button look="primary" type="submit" disabled={save.isPending || written === start.text}>
          {words.common.save}
        </Button>
        <Button onClick={onClose}>{words.common.cancel}</Button>
      </div>
      <div className="grid gap-6 lg:grid-cols-2">
        <Field label={text.cardEditLabel} hint={text.cardEditHint}>
          <TextArea
            value={written}
            onChange={(event) => setWritten(event.target.value)}
            className="h-[max(320px,calc(100dvh-320px))] font-(family-name:--font-figures)"
            maxLength={200_000}
          />
        </Field>
        <section aria-label={text.cardPreview} className="min-w-0">
          <h3 className="pb-1 text-12 font-strong text-soft">{text.cardPreview}</h3>
          <Markdown text={side === 'theirs' ? (theirs.data?.text ?? '') : written} />
        </section>
      </div>
    </form>
  )
}
