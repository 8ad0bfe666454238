'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { EditNotes } from '../../_tracking/edit-notes.tsx'
import { notesOf } from '../../_tracking/notes.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import { ConfirmByName } from '../../_ui/confirm-by-name.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { MoreMenu } from '../../_ui/more-menu.tsx'
import { NameDialog } from '../../_ui/name-dialog.tsx'
import { toast, toastFault } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'

const text = words.experiments

interface ExperimentMenuProps {
  experiment: {
    number: number
    name: string
    description: string | null
    tags: readonly { key: string; value: string }[]
    deletedAt: Date | null
  }
  onRenamed?: (name: string) => void
  onRemoved?: () => void
}

/** What can be done with an experiment, wherever it is shown. */
export function ExperimentMenu({ experiment, onRenamed, onRemoved }: ExperimentMenuProps) {
  const { number, name, deletedAt } = experiment
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<'name' | 'notes' | 'destroy'>()
  const settled = {
    onSettled: () =>
      Promise.all([trpc.experiments, trpc.tracked].map((one) => queries.invalidateQueries(one.pathFilter()))),
  }
  const restore = useMutation(
    trpc.experiments.restore.mutationOptions({
      ...settled,
      onSuccess: () => toast(text.restored(name)),
      onError: toastFault,
    }),
  )
  const remove = useMutation(
    trpc.experiments.remove.mutationOptions({
      ...settled,
      onSuccess: () => {
        toast(text.deleted(name), { action: { label: text.undo, onClick: () => restore.mutate({ number }) } })
        onRemoved?.()
      },
      onError: toastFault,
    }),
  )
  const destroy = useMutation(
    trpc.experiments.destroy.mutationOptions({
      ...settled,
      onSuccess: () => {
        toast(text.destroyed(name))
        onRemoved?.()
      },
    }),
  )
  const update = useMutation(
    trpc.experiments.update.mutationOptions({
      ...settled,
      onSuccess: (_, changed) => {
        setAsking(undefined)
        if (changed.name) onRenamed?.(changed.name)
      },
    }),
  )
  const error = update.error ? faultText(update.error).message : undefined
  return (
    <>
      <MoreMenu
        groups={
          deletedAt
            ? [
                [{ label: text.restore, onSelect: () => restore.mutate({ number }) }],
                [{ label: text.destroy, danger: true, onSelect: () => setAsking('destroy') }],
              ]
            : [
                [
                  { label: words.common.rename, onSelect: () => setAsking('name') },
                  { label: text.notes, onSelect: () => setAsking('notes') },
                ],
                [{ label: text.delete, danger: true, onSelect: () => remove.mutate({ number }) }],
              ]
        }
      />
      <NameDialog
        open={asking === 'name'}
        onOpen={() => setAsking(undefined)}
        title={text.renameTitle(name)}
        label={text.name}
        name={name}
        action={words.common.rename}
        busy={update.isPending}
        error={error}
        onName={(next) => update.mutate({ number, name: next })}
      />
      <ConfirmByName
        open={asking === 'destroy'}
        onOpen={() => setAsking(undefined)}
        title={text.destroyTitle(name)}
        consequence={text.destroyConsequence}
        name={name}
        action={text.destroyAction}
        onConfirm={() => destroy.mutateAsync({ number, name })}
      />
      <EditNotes
        open={asking === 'notes'}
        onOpen={() => setAsking(undefined)}
        title={text.notesTitle(name)}
        notes={notesOf(experiment)}
        busy={update.isPending}
        error={error}
        onNotes={(description) => update.mutate({ number, description })}
      />
    </>
  )
}
