'use client'
import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Field } from '../../../_ui/field.tsx'
import { FormDialog } from '../../../_ui/form-dialog.tsx'
import { Input } from '../../../_ui/input.tsx'
import { toast } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'

const text = words.schedules

export function Backfill({ schedule, onClose }: { schedule: string; onClose: () => void }) {
  const trpc = useTRPC()
  const { mutate, error, isPending } = useMutation(
    trpc.schedules.backfill.mutationOptions({
      onSuccess: ({ firings }) => {
        toast(text.backfilled(firings))
        onClose()
      },
    }),
  )
  return (
    <FormDialog
      onClose={onClose}
      title={text.backfillTitle}
      about={text.backfillAbout}
      action={text.backfillAction}
      ready={!isPending}
      error={error}
      onSend={(fields) =>
        mutate({
          schedule: { id: schedule },
          from: new Date(String(fields.get('from'))),
          until: new Date(String(fields.get('until'))),
        })
      }
    >
      <Field label={text.from}>
        <Input name="from" type="datetime-local" required />
      </Field>
      <Field label={text.until}>
        <Input name="until" type="datetime-local" required />
      </Field>
    </FormDialog>
  )
}
