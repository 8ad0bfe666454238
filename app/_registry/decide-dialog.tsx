'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../_trpc/client.tsx'
import type { Outputs } from '../_trpc/outputs.ts'
import { Button } from '../_ui/button.tsx'
import { Dialog } from '../_ui/dialog.tsx'
import { FaultNotice } from '../_ui/fault-notice.tsx'
import { faultText } from '../_ui/fault-text.ts'
import { Field } from '../_ui/field.tsx'
import { TextArea } from '../_ui/input.tsx'
import { toast } from '../_ui/toaster.tsx'
import { words } from '../_words/en.ts'
import { moveText } from './move-text.ts'

const text = words.approvals

interface DecideDialogProps {
  request: Outputs['approvals']['list'][number]
  how: 'approve' | 'reject'
  onClose: () => void
}

export function DecideDialog({ request, how, onClose }: DecideDialogProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const done = (told: string) => ({
    onSuccess: () => {
      toast.success(told)
      onClose()
    },
    onSettled: () => {
      queries.invalidateQueries(trpc.approvals.pathFilter())
      queries.invalidateQueries(trpc.models.pathFilter())
    },
  })
  const approve = useMutation(trpc.approvals.approve.mutationOptions(done(text.approved)))
  const reject = useMutation(trpc.approvals.reject.mutationOptions(done(text.rejected)))
  const { error, isPending } = how === 'approve' ? approve : reject
  const what = `${request.model}: ${moveText(request)}`
  return (
    <Dialog
      open
      onOpen={onClose}
      title={how === 'approve' ? text.approveTitle(what) : text.rejectTitle(what)}
      {...(request.reason && { about: request.reason })}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const reason = String(new FormData(event.currentTarget).get('reason')).trim()
          if (how === 'approve') approve.mutate({ request: request.id, ...(reason && { reason }) })
          else reject.mutate({ request: request.id, reason })
        }}
      >
        <Field label={how === 'approve' ? text.reasonOptional : text.reason}>
          <TextArea name="reason" required={how === 'reject'} maxLength={2000} />
        </Field>
        {error && <FaultNotice fault={faultText(error)} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button look={how === 'approve' ? 'primary' : 'danger'} type="submit" disabled={isPending}>
            {text[how]}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
