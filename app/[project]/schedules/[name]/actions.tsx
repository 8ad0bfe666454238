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
import { ScheduleDialog } from '../schedule-dialog.tsx'
import { Backfill } from './backfill.tsx'

const text = words.schedules
type Schedule = Outputs['schedules']['get']

export function Actions({ project, schedule }: { project: string; schedule: Schedule }) {
  const { id, name, pausedAt } = schedule
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const [opened, setOpened] = useState<'edit' | 'backfill' | 'delete'>()
  const onSuccess = () => queries.invalidateQueries(trpc.schedules.pathFilter())
  const pause = useMutation(trpc.schedules.pause.mutationOptions({ onSuccess, onError: toastFault }))
  const resume = useMutation(trpc.schedules.resume.mutationOptions({ onSuccess, onError: toastFault }))
  const runNow = useMutation(
    trpc.schedules.runNow.mutationOptions({ onSuccess: () => toast(text.fired), onError: toastFault }),
  )
  const update = useMutation(
    trpc.schedules.update.mutationOptions({
      onSuccess: (_, { name: renamed }) => {
        setOpened(undefined)
        if (renamed === name) return onSuccess()
        router.replace(`/${project}/schedules/${encodeURIComponent(renamed)}`)
      },
    }),
  )
  const remove = useMutation(
    trpc.schedules.remove.mutationOptions({
      onSuccess: () => {
        toast(text.deleted(name))
        router.push(`/${project}/schedules`)
      },
    }),
  )
  const close = () => setOpened(undefined)
  return (
    <>
      <Button onClick={() => setOpened('edit')}>{text.edit}</Button>
      <Button onClick={() => (pausedAt ? resume : pause).mutate({ id })}>{pausedAt ? text.resume : text.pause}</Button>
      <Button look="primary" disabled={runNow.isPending} onClick={() => runNow.mutate({ id })}>
        {text.runNow}
      </Button>
      <MoreMenu
        groups={[
          [{ label: text.backfill, onSelect: () => setOpened('backfill') }],
          [{ label: text.delete, danger: true, onSelect: () => setOpened('delete') }],
        ]}
      />
      {opened === 'edit' && (
        <ScheduleDialog
          onClose={close}
          title={text.editTitle(name)}
          action={text.save}
          initial={schedule}
          busy={update.isPending}
          error={update.error}
          onSettings={({ timing, jitterSeconds, overlap, catchUpSeconds, overrides, name: wanted }) =>
            update.mutate({ id, name: wanted, timing, jitterSeconds, overlap, catchUpSeconds, overrides })
          }
        />
      )}
      {opened === 'backfill' && <Backfill schedule={id} onClose={close} />}
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
