'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { experimentHref } from '../../_tracking/address.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { NameDialog } from '../../_ui/name-dialog.tsx'
import { words } from '../../_words/en.ts'

const text = words.experiments

export function CreateExperiment({ project }: { project: string }) {
  const trpc = useTRPC()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const create = useMutation(
    trpc.experiments.create.mutationOptions({
      onSuccess: ({ number }, { name }) => router.push(experimentHref(project, { name, number })),
    }),
  )
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {text.create}
      </Button>
      <NameDialog
        open={open}
        onOpen={setOpen}
        title={text.create}
        label={text.name}
        action={text.createAction}
        busy={create.isPending || create.isSuccess}
        error={create.error ? faultText(create.error).message : undefined}
        onName={(name) => create.mutate({ name })}
      />
    </>
  )
}
