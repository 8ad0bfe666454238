'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../_trpc/client.tsx'
import { Field } from '../../_ui/field.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'

const text = words.triggers

/** A database, of those that the operator has named. */
export function ConnectionField({ name, onName }: { name: string; onName: (name: string) => void }) {
  const trpc = useTRPC()
  const places = useQuery(trpc.triggers.places.queryOptions())
  const named = places.data?.connections
  return (
    <Field label={text.connection} hint={named?.length === 0 ? text.noConnections : text.connectionHint}>
      <Select
        required
        options={name && named && !named.includes(name) ? [name, ...named] : (named ?? [])}
        placeholder={text.chooseConnection}
        value={name}
        onValue={onName}
      />
    </Field>
  )
}
