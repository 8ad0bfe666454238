'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../_trpc/client.tsx'
import { Button } from '../_ui/button.tsx'
import { dayText } from '../_ui/day-text.ts'
import { Dialog } from '../_ui/dialog.tsx'
import { FaultNotice } from '../_ui/fault-notice.tsx'
import { faultText } from '../_ui/fault-text.ts'
import { Field } from '../_ui/field.tsx'
import { Input, TextArea } from '../_ui/input.tsx'
import { toast, toastFault } from '../_ui/toaster.tsx'
import { words } from '../_words/en.ts'
import { Notice } from './notice.tsx'

const text = words.registry

export type What = { model: string; number: number } | { endpoint: string }

const nameOf = (what: What) =>
  'endpoint' in what ? what.endpoint : `${words.models.version(what.number)} (${what.model})`

const isPast = (at: unknown): boolean => at instanceof Date && at.getTime() <= Date.now()
const endOf = (day: string): Date => new Date(`${day}T23:59:59Z`)

function useRead() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return () => {
    queries.invalidateQueries(trpc.models.pathFilter())
    queries.invalidateQueries(trpc.endpoints.pathFilter())
  }
}

/** That it stops to answer, when and why; until it is taken back. */
export function SunsetNotice({ what, sunset }: { what: What; sunset: { at: Date; reason: string } }) {
  const trpc = useTRPC()
  const onSettled = useRead()
  const keep = useMutation(
    trpc.decommissions.keep.mutationOptions({ onSuccess: () => toast(text.kept), onError: toastFault, onSettled }),
  )
  const over = isPast(new Date(sunset.at))
  return (
    <Notice
      title={(over ? text.sunsetOverTitle : text.sunsetTitle)(nameOf(what), dayText(sunset.at))}
      hint={sunset.reason}
      action={
        <Button disabled={keep.isPending} onClick={() => keep.mutate({ what })}>
          {text.keep}
        </Button>
      }
    />
  )
}

interface DecommissionProps {
  what: What
  open: boolean
  onOpen: (open: boolean) => void
}

/** A date and a reason, which callers are told. The day counts to its end, in UTC. */
export function Decommission({ what, open, onOpen }: DecommissionProps) {
  const trpc = useTRPC()
  const onSettled = useRead()
  const [day, setDay] = useState('')
  const decommission = useMutation(
    trpc.decommissions.decommission.mutationOptions({
      onSuccess: (_, { at }) => {
        toast.success(isPast(at) ? text.decommissionedNow : text.decommissioned)
        onOpen(false)
      },
      onSettled,
    }),
  )
  return (
    <Dialog open={open} onOpen={onOpen} title={text.decommissionTitle(nameOf(what))} about={text.decommissionAbout}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const at = endOf(day)
          decommission.mutate({ what, at, reason: String(form.get('reason')).trim() })
        }}
      >
        <Field label={text.decommissionDate}>
          <Input type="date" required className="w-44" value={day} onChange={({ target }) => setDay(target.value)} />
        </Field>
        {day !== '' && isPast(endOf(day)) && <Notice title={text.decommissionNow} />}
        <Field label={text.decommissionReason} hint={text.decommissionReasonHint}>
          <TextArea name="reason" required maxLength={2000} />
        </Field>
        {decommission.error && <FaultNotice fault={faultText(decommission.error)} />}
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpen(false)}>{words.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={decommission.isPending}>
            {text.decommissionAction}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
