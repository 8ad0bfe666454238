'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../../_trpc/client.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { NameDialog } from '../../_ui/name-dialog.tsx'
import { words } from '../../_words/en.ts'

interface RenamePipelineProps {
  pipeline: { id: string; name: string } | undefined
  onDone: () => void
}

export function RenamePipeline({ pipeline, onDone }: RenamePipelineProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const rename = useMutation(
    trpc.pipelines.rename.mutationOptions({
      onSuccess: () => {
        queries.invalidateQueries(trpc.pipelines.pathFilter())
        onDone()
      },
    }),
  )
  return (
    <NameDialog
      open={pipeline !== undefined}
      onOpen={onDone}
      title={words.pipelines.renameTitle(pipeline?.name ?? '')}
      label={words.pipelines.name}
      name={pipeline?.name ?? ''}
      action={words.common.rename}
      busy={rename.isPending}
      error={rename.error ? faultText(rename.error).message : undefined}
      onName={(name) => pipeline && rename.mutate({ id: pipeline.id, name })}
    />
  )
}
