'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { Field } from '../../_ui/field.tsx'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { Input } from '../../_ui/input.tsx'
import { NameField } from '../../_ui/name-field.tsx'
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
  const begin = () => {
    setOpen(true)
    reset()
    setName('')
    setEmail('')
  }
  return (
    <>
      <Button look="primary" onClick={begin}>
        {text.invite}
      </Button>
      <FormDialog
        open={open}
        onClose={() => setOpen(false)}
        title={text.invite}
        about={text.about}
        action={text.invite}
        ready={!isPending}
        error={error}
        onSend={() => mutate({ name, email, role })}
      >
        <NameField label={text.name} value={name} onValue={setName} />
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
      </FormDialog>
      <InvitationDialog name={name} invitation={data?.invitation} onClose={reset} />
    </>
  )
}
