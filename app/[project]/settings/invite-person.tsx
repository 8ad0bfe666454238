'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { Dialog } from '../../_ui/dialog.tsx'
import { FaultNotice } from '../../_ui/fault-notice.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { Field } from '../../_ui/field.tsx'
import { Input } from '../../_ui/input.tsx'
import { Select } from '../../_ui/select.tsx'
import { toast } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'
import { InvitationDialog } from './invitation-dialog.tsx'
import { type Role, roles } from './roles.ts'

const text = words.people

export function InvitePerson() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('analyst')
  const { mutate, reset, data, error, isPending } = useMutation(
    trpc.members.invite.mutationOptions({
      onSuccess: ({ invitation }) => {
        setOpen(false)
        if (!invitation) toast.success(text.added(name))
        return queries.invalidateQueries(trpc.members.pathFilter())
      },
    }),
  )
  const onOpen = (next: boolean) => {
    setOpen(next)
    if (!next) return
    reset()
    setName('')
    setEmail('')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ name, email, role })
  }
  return (
    <>
      <Button look="primary" onClick={() => onOpen(true)}>
        {text.invite}
      </Button>
      <Dialog open={open} onOpen={onOpen} title={text.invite} about={text.about}>
        <form className="flex flex-col gap-4" onSubmit={submit}>
          <Field label={text.name}>
            <Input value={name} onChange={(event) => setName(event.target.value)} required maxLength={120} />
          </Field>
          <Field label={text.email}>
            <Input
              type="email"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              required
              maxLength={254}
            />
          </Field>
          <Field label={text.role} hint={text.roleHints[role]}>
            <Select value={role} onValue={(next) => setRole(next as Role)} options={roles} />
          </Field>
          {error && <FaultNotice fault={faultText(error)} />}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{words.common.cancel}</Button>
            <Button look="primary" type="submit" disabled={isPending}>
              {text.invite}
            </Button>
          </div>
        </form>
      </Dialog>
      <InvitationDialog name={name} invitation={data?.invitation} onClose={reset} />
    </>
  )
}
