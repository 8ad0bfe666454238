'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { MakeDemo } from '../../../_demos/make-demo.tsx'
import { Decommission } from '../../../_registry/sunset.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { ConfirmByName } from '../../../_ui/confirm-by-name.tsx'
import { MoreMenu } from '../../../_ui/more-menu.tsx'
import { NameDialog } from '../../../_ui/name-dialog.tsx'
import { toast, toastFault } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { Deploy } from './deploy.tsx'

const text = words.registry
type Model = Outputs['models']['get']

interface ModelActionsProps {
  project: string
  model: Model
  version: Model['versions'][number] | undefined
}

/** What can be done with the version that is shown, and with its model. */
export function ModelActions({ project, model: { name }, version }: ModelActionsProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<'decommission' | 'rename' | 'removeVersion' | 'remove'>()
  const close = () => setAsking(undefined)
  const settle = { onError: toastFault, onSettled: () => queries.invalidateQueries(trpc.models.pathFilter()) }
  const archive = useMutation(trpc.models.archive.mutationOptions(settle))
  const unarchive = useMutation(trpc.models.unarchive.mutationOptions(settle))
  const remove = useMutation(trpc.models.remove.mutationOptions({ onSettled: settle.onSettled }))
  const rename = useMutation(trpc.models.rename.mutationOptions(settle))
  const number = version?.number ?? 0
  const ref = { name, number }
  const archiveIt = () =>
    archive.mutate(ref, {
      onSuccess: () =>
        toast(text.archiveDone(number), { action: { label: text.undo, onClick: () => unarchive.mutate(ref) } }),
    })
  return (
    <>
      {version?.form === 'onnx' && !version.archivedAt && !version.sunset && (
        <>
          <MakeDemo project={project} of={ref} what={name} />
          <Deploy project={project} model={name} number={number} />
        </>
      )}
      <MoreMenu
        groups={[
          version
            ? [
                {
                  label: text.download,
                  href: `/api/models/archive?${new URLSearchParams({ project, name, number: String(number) })}`,
                },
                ...(version.archivedAt ? [] : [{ label: text.archive, onSelect: archiveIt }]),
              ]
            : [],
          version && !version.sunset ? [{ label: text.decommission, onSelect: () => setAsking('decommission') }] : [],
          [{ label: `${words.common.rename} …`, onSelect: () => setAsking('rename') }],
          [
            ...(version
              ? [{ label: text.removeVersion, danger: true, onSelect: () => setAsking('removeVersion') }]
              : []),
            { label: words.models.delete, danger: true, onSelect: () => setAsking('remove') },
          ],
        ]}
      />
      <Decommission what={{ model: name, number }} open={asking === 'decommission'} onOpen={close} />
      <NameDialog
        open={asking === 'rename'}
        onOpen={close}
        title={text.renameTitle}
        label={words.models.columns.name}
        name={name}
        action={text.renameAction}
        busy={rename.isPending}
        onName={(newName) =>
          rename.mutate(
            { name, newName },
            { onSuccess: () => router.push(`/${project}/models/${encodeURIComponent(newName)}`) },
          )
        }
      />
      <ConfirmByName
        open={asking === 'removeVersion'}
        onOpen={close}
        title={text.removeVersionTitle(name, number)}
        consequence={text.removeVersionConsequence}
        name={`${name} ${number}`}
        action={text.removeVersionAction}
        onConfirm={() =>
          remove.mutateAsync(ref, {
            onSuccess: () => {
              toast(text.versionRemoved(number))
              router.push(`/${project}/models/${encodeURIComponent(name)}`)
            },
          })
        }
      />
      <ConfirmByName
        open={asking === 'remove'}
        onOpen={close}
        title={words.models.deleteTitle(name)}
        consequence={words.models.deleteConsequence}
        name={name}
        action={words.models.deleteAction}
        onConfirm={() =>
          remove.mutateAsync(
            { name },
            {
              onSuccess: () => {
                toast(words.models.deleted(name))
                router.push(`/${project}/models`)
              },
            },
          )
        }
      />
    </>
  )
}
