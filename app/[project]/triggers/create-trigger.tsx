'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { words } from '../../_words/en.ts'
import { SecretDialog } from './secret-dialog.tsx'
import { type Settings, startOf, watches } from './settings.ts'
import { TriggerDialog } from './trigger-dialog.tsx'

const text = words.triggers

const newSettings = (): Settings => ({
  name: '',
  watch: startOf('folder'),
  watched: '',
  overrides: {},
  cooldownSeconds: 0,
})

export function CreateTrigger({ project }: { project: string }) {
  const trpc = useTRPC()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const show = (name: string) => router.push(`/${project}/triggers/${encodeURIComponent(name)}`)
  const create = useMutation(
    trpc.triggers.create.mutationOptions({ onSuccess: ({ name, secret }) => !secret && show(name) }),
  )
  const { data } = create
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {text.create}
      </Button>
      {open && !data?.secret && (
        <TriggerDialog
          onClose={() => setOpen(false)}
          title={text.create}
          action={text.createAction}
          initial={newSettings()}
          pipeline=""
          busy={create.isPending || create.isSuccess}
          error={create.error}
          onSettings={({ watched, ...settings }, slug) =>
            create.mutate({
              ...settings,
              pipeline: { slug },
              ...(watches(settings.watch.kind) && { watched: { slug: watched } }),
            })
          }
        />
      )}
      {data?.secret && <SecretDialog secret={data.secret} onClose={() => show(data.name)} />}
    </>
  )
}
