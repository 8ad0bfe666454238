'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { Button } from '../../../_ui/button.tsx'
import { ConfirmByName } from '../../../_ui/confirm-by-name.tsx'
import { MoreMenu } from '../../../_ui/more-menu.tsx'
import { toast, toastFault } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { SecretDialog } from '../secret-dialog.tsx'
import { watches } from '../settings.ts'
import { TriggerDialog } from '../trigger-dialog.tsx'
import { FireNow } from './fire-now.tsx'

const text = words.triggers
type Trigger = Outputs['triggers']['get']

export function Actions({ project, trigger }: { project: string; trigger: Trigger }) {
  const { id, name, pausedAt, kind } = trigger
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const [opened, setOpened] = useState<'edit' | 'fire' | 'rotate' | 'delete'>()
  const close = () => setOpened(undefined)
  const onSuccess = () => queries.invalidateQueries(trpc.triggers.pathFilter())
  const pause = useMutation(trpc.triggers.pause.mutationOptions({ onSuccess, onError: toastFault }))
  const resume = useMutation(trpc.triggers.resume.mutationOptions({ onSuccess, onError: toastFault }))
  const rotate = useMutation(trpc.triggers.rotate.mutationOptions({ onError: toastFault }))
  const update = useMutation(
    trpc.triggers.update.mutationOptions({
      onSuccess: (_, { name: renamed }) => {
        close()
        if (renamed === name) return onSuccess()
        router.replace(`/${project}/triggers/${encodeURIComponent(renamed)}`)
      },
    }),
  )
  const remove = useMutation(
    trpc.triggers.remove.mutationOptions({
      onSuccess: () => {
        toast(text.deleted(name))
        router.push(`/${project}/triggers`)
      },
    }),
  )
  return (
    <>
      <Button onClick={() => setOpened('edit')}>{text.edit}</Button>
      <Button onClick={() => (pausedAt ? resume : pause).mutate({ id })}>{pausedAt ? text.resume : text.pause}</Button>
      <Button look="primary" onClick={() => setOpened('fire')}>
        {text.fireNow}
      </Button>
      <MoreMenu
        groups={[
          ...(kind === 'webhook' ? [[{ label: text.rotate, onSelect: () => setOpened('rotate') }]] : []),
          [{ label: text.delete, danger: true, onSelect: () => setOpened('delete') }],
        ]}
      />
      {opened === 'edit' && (
        <TriggerDialog
          onClose={close}
          title={text.editTitle(name)}
          action={text.save}
          initial={{ ...trigger, watched: trigger.watched?.slug ?? '' }}
          busy={update.isPending}
          error={update.error}
          onSettings={({ name: wanted, watch, watched, overrides, cooldownSeconds }) =>
            update.mutate({
              ...{ id, name: wanted, watch, overrides, cooldownSeconds },
              ...(watches(kind) && { watched: { slug: watched } }),
            })
          }
        />
      )}
      {opened === 'fire' && <FireNow trigger={trigger} onClose={close} />}
      <ConfirmByName
        open={opened === 'rotate'}
        onOpen={close}
        title={text.rotateTitle(name)}
        consequence={text.rotateConsequence}
        name={name}
        action={text.rotateAction}
        onConfirm={() => rotate.mutateAsync({ id })}
      />
      {rotate.data && <SecretDialog secret={rotate.data.secret} onClose={rotate.reset} />}
      <ConfirmByName
        open={opened === 'delete'}
        onOpen={close}
        title={text.deleteTitle(name)}
        consequence={text.deleteConsequence}
        name={name}
        action={text.deleteAction}
        onConfirm={() => remove.mutateAsync({ id })}
      />
    </>
  )
}
