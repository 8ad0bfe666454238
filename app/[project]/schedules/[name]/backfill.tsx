'use client'
import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Button } from '../../../_ui/button.tsx'
import { Dialog } from '../../../_ui/dialog.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { faultText } from '../../../_ui/fault-text.ts'
import { Field } from '../../../_ui/field.tsx'
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
    <Dialog open onOpen={onClose} title={text.backfillTitle} about={text.backfillAbout}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const given = new FormData(event.currentTarget)
          mutate({
            schedule: { id: schedule },
            from: new Date(String(given.get('from'))),
            until: new Date(String(given.get('until'))),
          })
        }}
      >
        <Field label={text.from}>
          <Input name="from" type="datetime-local" required />
        </Field>
        <Field label={text.until}>
          <Input name="until" type="datetime-local" required />
        </Field>
        {error && <FaultNotice fault={faultText(error)} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={isPending}>
            {text.backfillAction}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
