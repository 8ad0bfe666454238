'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button, type ButtonProps } from '../../_ui/button.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { NameDialog } from '../../_ui/name-dialog.tsx'
import { words } from '../../_words/en.ts'

const text = words.pipelines

export function CreatePipeline({ project, look }: { project: string; look?: ButtonProps['look'] }) {
  const trpc = useTRPC()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const create = useMutation(
    trpc.pipelines.create.mutationOptions({ onSuccess: ({ slug }) => router.push(`/${project}/pipelines/${slug}`) }),
  )
  return (
    <>
      <Button {...(look && { look })} onClick={() => setOpen(true)}>
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
