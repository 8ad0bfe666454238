'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { LineageLink } from '../../_lineage/lineage-link.tsx'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { ButtonLink } from '../../_ui/button-link.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { MoreMenu } from '../../_ui/more-menu.tsx'
import { NameDialog } from '../../_ui/name-dialog.tsx'
import { toast, toastFault } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'
import { experimentHref } from '../address.ts'
import { MoveRuns } from '../move-runs.tsx'
import type { Run } from './run.ts'

const text = words.tracking

interface RunActionsProps {
  project: string
  run: Run
  experiment: { name: string; number: number }
}

export function RunActions({ project, run, experiment }: RunActionsProps) {
  const { id, name, kind, deletedAt } = run
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const [naming, setNaming] = useState(false)
  const [moving, setMoving] = useState(false)
  const settled = { onSettled: () => queries.invalidateQueries(trpc.tracked.pathFilter()) }
  const restore = useMutation(
    trpc.tracked.restore.mutationOptions({
      ...settled,
      onSuccess: () => toast(text.restored(1)),
      onError: toastFault,
    }),
  )
  const remove = useMutation(
    trpc.tracked.remove.mutationOptions({
      ...settled,
      onSuccess: () => {
        toast(text.deletedOne(name), {
          action: { label: words.experiments.undo, onClick: () => restore.mutate({ id }) },
        })
        router.push(experimentHref(project, experiment))
      },
      onError: toastFault,
    }),
  )
  const rename = useMutation(trpc.tracked.update.mutationOptions({ ...settled, onSuccess: () => setNaming(false) }))
  return (
    <>
      <LineageLink project={project} of={`run:${id}`} />
      {kind === 'pipeline' && <ButtonLink href={`/${project}/runs/${id}`}>{text.pipelineRun}</ButtonLink>}
      {deletedAt ? (
        <Button look="primary" disabled={restore.isPending} onClick={() => restore.mutate({ id })}>
          {text.restore}
        </Button>
      ) : (
        <MoreMenu
          groups={[
            [
              { label: words.common.rename, onSelect: () => setNaming(true) },
              { label: text.move, onSelect: () => setMoving(true) },
            ],
            [{ label: text.delete, danger: true, onSelect: () => remove.mutate({ id }) }],
          ]}
        />
      )}
      <MoveRuns open={moving} onOpen={setMoving} ids={[id]} from={experiment.number} />
      <NameDialog
        open={naming}
        onOpen={setNaming}
        title={text.renameTitle(name)}
        label={text.attributes.name}
        name={name}
        action={words.common.rename}
        busy={rename.isPending}
        error={rename.error ? faultText(rename.error).message : undefined}
        onName={(next) => rename.mutate({ id, name: next })}
      />
    </>
  )
}
