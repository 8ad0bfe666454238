'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../_trpc/client.tsx'
import type { Outputs } from '../_trpc/outputs.ts'
import { Button } from '../_ui/button.tsx'
import { Checkbox } from '../_ui/checkbox.tsx'
import { Dialog } from '../_ui/dialog.tsx'
import { FaultNotice } from '../_ui/fault-notice.tsx'
import { faultText } from '../_ui/fault-text.ts'
import { Field } from '../_ui/field.tsx'
import { Input } from '../_ui/input.tsx'
import { Select } from '../_ui/select.tsx'
import { toast } from '../_ui/toaster.tsx'
import { roleText } from '../_words/en/people.ts'
import { words } from '../_words/en.ts'

const text = words.approvals
const roles = ['owner', 'engineer', 'scientist', 'analyst'] as const
type ApproverRole = (typeof roles)[number]

interface ProtectDialogProps {
  open: boolean
  onOpen: (open: boolean) => void
  members: Outputs['approvals']['protections']['members']
  /** Of whose page this is; elsewhere all models are meant. */
  model?: string
}

export function ProtectDialog({ open, onOpen, members, model }: ProtectDialogProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [named, setNamed] = useState<readonly ApproverRole[]>(['owner'])
  const [people, setPeople] = useState<readonly string[]>([])
  const protect = useMutation(
    trpc.approvals.protect.mutationOptions({
      onSuccess: (_, { alias }) => {
        toast.success(text.protectedNow(alias))
        onOpen(false)
      },
      onSettled: () => {
        queries.invalidateQueries(trpc.approvals.pathFilter())
        queries.invalidateQueries(trpc.models.pathFilter())
      },
    }),
  )
  return (
    <Dialog open={open} onOpen={onOpen} title={text.protectTitle} about={text.protectAbout}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          protect.mutate({
            alias: String(form.get('alias')).trim(),
            ...(model !== undefined && form.get('scope') === 'model' && { model }),
            roles: [...named],
            users: [...people],
          })
        }}
      >
        <Field label={words.registry.alias} hint={words.registry.aliasHint}>
          <Input name="alias" required maxLength={255} pattern="[\p{L}\p{N}_\-]+" autoComplete="off" />
        </Field>
        {model !== undefined && (
          <Field label={text.scope}>
            <Select
              name="scope"
              options={[
                { value: 'model', label: text.thisModel },
                { value: 'project', label: text.everyModel },
              ]}
            />
          </Field>
        )}
        <Choice
          label={text.roles}
          options={roles.map((id) => ({ id, name: words.people.roles[id] }))}
          chosen={named}
          onChosen={setNamed}
        />
        <Choice
          label={text.people}
          options={members.map(({ id, name, role }) => ({ id, name: `${name} (${roleText(role)})` }))}
          chosen={people}
          onChosen={setPeople}
        />
        {protect.error && <FaultNotice fault={faultText(protect.error)} />}
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpen(false)}>{words.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={protect.isPending || named.length + people.length === 0}>
            {text.protectAction}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  options: readonly { id: T; name: string }[]
  chosen: readonly T[]
  onChosen: (chosen: readonly T[]) => void
}

function Choice<T extends string>({ label, options, chosen, onChosen }: ChoiceProps<T>) {
  return (
    <fieldset>
      <legend className="text-12 font-strong text-soft">{label}</legend>
      <div className="flex flex-wrap gap-x-5">
        {options.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChecked={(on) => onChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
        ))}
      </div>
    </fieldset>
  )
}
