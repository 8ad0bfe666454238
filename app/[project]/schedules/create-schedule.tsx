'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { words } from '../../_words/en.ts'
import { ScheduleDialog } from './schedule-dialog.tsx'
import { newSettings } from './settings.ts'

const text = words.schedules

export function CreateSchedule({ project, pipeline = '' }: { project: string; pipeline?: string }) {
  const trpc = useTRPC()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const create = useMutation(
    trpc.schedules.create.mutationOptions({
      onSuccess: ({ name }) => router.push(`/${project}/schedules/${encodeURIComponent(name)}`),
    }),
  )
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {text.create}
      </Button>
      {open && (
        <ScheduleDialog
          onClose={() => setOpen(false)}
          title={text.create}
          action={text.createAction}
          initial={newSettings()}
          pipeline={pipeline}
          busy={create.isPending || create.isSuccess}
          error={create.error}
          onSettings={(settings, slug) => create.mutate({ ...settings, pipeline: { slug } })}
        />
      )}
    </>
  )
}
