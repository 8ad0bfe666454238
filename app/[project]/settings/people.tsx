'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '../../_frame/page.tsx'
import { useTRPC } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { ConfirmByName } from '../../_ui/confirm-by-name.tsx'
import { MoreMenu } from '../../_ui/more-menu.tsx'
import { Select } from '../../_ui/select.tsx'
import { toast, toastFault } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'
import { InvitationDialog } from './invitation-dialog.tsx'
import { InvitePerson } from './invite-person.tsx'
import { type Role, roles } from './roles.ts'

const text = words.people
type Person = Outputs['members']['list'][number]

export function People() {
  const trpc = useTRPC()
  const people = useQuery(trpc.members.list.queryOptions())
  const list = people.data ?? []
  const owner = list.some(({ you, role }) => you && role === 'owner')
  return (
    <Section title={text.title} about={owner ? text.about : text.onlyOwners} actions={owner && <InvitePerson />}>
      <table aria-label={text.title} className="w-full text-left">
        <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:font-normal">
          <tr>
            <th>{text.name}</th>
            <th className="hidden md:table-cell">{text.email}</th>
            <th>{text.role}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {list.map((person) => (
            <PersonLine key={person.id} person={person} editable={owner} />
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function PersonLine({ person, editable }: { person: Person; editable: boolean }) {
  const { id, name, email, role, come, you } = person
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [removing, setRemoving] = useState(false)
  const changed = { onSuccess: () => queries.invalidateQueries(trpc.members.pathFilter()) }
  const setRole = useMutation(trpc.members.setRole.mutationOptions({ ...changed, onError: toastFault }))
  const renew = useMutation(trpc.members.renew.mutationOptions({ onError: toastFault }))
  const remove = useMutation(trpc.members.remove.mutationOptions(changed))
  return (
    <tr className="border-b border-line [&>td]:h-10 [&>td]:py-1 [&>td]:pr-3">
      <td className="break-words">
        <span className="font-strong">{name}</span> {you && <span className="text-faint">{text.you}</span>}
        {!come && <span className="text-faint">{text.waiting}</span>}
      </td>
      <td className="hidden break-all md:table-cell">{email}</td>
      <td className="w-40">
        {editable ? (
          <Select
            aria-label={text.roleOf(name)}
            value={role}
            disabled={setRole.isPending}
            onValue={(next) => setRole.mutate({ id, role: next as Role })}
            options={roles}
          />
        ) : (
          text.roles[role]
        )}
      </td>
      <td className="w-px">
        {editable && (
          <MoreMenu
            label={text.more(name)}
            groups={[
              come ? [] : [{ label: text.newLink, onSelect: () => renew.mutate({ id }) }],
              [{ label: text.remove, onSelect: () => setRemoving(true), danger: true }],
            ]}
          />
        )}
        <InvitationDialog name={name} invitation={renew.data} onClose={renew.reset} />
        <ConfirmByName
          open={removing}
          onOpen={setRemoving}
          title={text.removeTitle(name)}
          consequence={text.removeConsequence}
          name={name}
          action={text.remove}
          onConfirm={() => remove.mutateAsync({ id }, { onSuccess: () => toast.success(text.removed(name)) })}
        />
      </td>
    </tr>
  )
}
