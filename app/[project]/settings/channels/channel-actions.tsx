'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { Button } from '../../../_ui/button.tsx'
import { ConfirmByName } from '../../../_ui/confirm-by-name.tsx'
import { MoreMenu } from '../../../_ui/more-menu.tsx'
import { toast, toastFault } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { ChannelDialog } from './channel-dialog.tsx'

const text = words.channels

export function ChannelActions({ channel }: { channel: Outputs['channels']['list'][number] }) {
  const { id, name, pausedAt, stuck, failed } = channel
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [opened, setOpened] = useState<'edit' | 'delete'>()
  const close = () => setOpened(undefined)
  const changed = (said?: string) => ({
    onSuccess: () => {
      if (said) toast(said)
      return queries.invalidateQueries(trpc.channels.pathFilter())
    },
    onError: toastFault,
  })
  const test = useMutation(trpc.channels.test.mutationOptions(changed(text.testing)))
  const tryAgain = useMutation(trpc.channels.tryAgain.mutationOptions(changed(text.tryingAgain)))
  const pause = useMutation(trpc.channels.pause.mutationOptions(changed()))
  const resume = useMutation(trpc.channels.resume.mutationOptions(changed()))
  const { onSuccess } = changed(text.deleted(name))
  const remove = useMutation(trpc.channels.remove.mutationOptions({ onSuccess }))
  return (
    <span className="flex items-center gap-1">
      {stuck + failed > 0 ? (
        <Button disabled={tryAgain.isPending} onClick={() => tryAgain.mutate({ id })}>
          {text.tryAgain}
        </Button>
      ) : (
        <Button className="max-md:hidden" disabled={test.isPending} onClick={() => test.mutate({ id })}>
          {text.test}
        </Button>
      )}
      <MoreMenu
        groups={[
          [
            { label: text.edit, onSelect: () => setOpened('edit') },
            { label: text.test, onSelect: () => test.mutate({ id }) },
            { label: pausedAt ? text.resume : text.pause, onSelect: () => (pausedAt ? resume : pause).mutate({ id }) },
          ],
          [{ label: text.delete, danger: true, onSelect: () => setOpened('delete') }],
        ]}
      />
      {opened === 'edit' && <ChannelDialog channel={channel} onClose={close} />}
      <ConfirmByName
        open={opened === 'delete'}
        onOpen={close}
        title={text.deleteTitle(name)}
        consequence={text.deleteConsequence}
        name={name}
        action={text.deleteAction}
        onConfirm={() => remove.mutateAsync({ id })}
      />
    </span>
  )
}
