'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import type { Thing } from '../../_lineage/things.ts'
import { useAddress } from '../../_list/use-address.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'

const text = words.lineage

/** Of data: which column picture and list are about. */
export function ColumnPicker({ thing, everyVersion }: { thing: Thing | undefined; everyVersion: boolean }) {
  const trpc = useTRPC()
  const address = useAddress()
  const version = thing?.version && !everyVersion ? { version: thing.version } : {}
  const file = useQuery(
    trpc.files.get.queryOptions(thing?.kind === 'file' ? { name: thing.name, ...version } : skipToken),
  )
  const dataset = useQuery(
    trpc.datasets.get.queryOptions(
      thing?.kind === 'dataset' ? { name: thing.name, ...(thing.note && { digest: thing.note }) } : skipToken,
    ),
  )
  const columns: { name: string }[] = file.data?.columns ?? dataset.data?.columns ?? []
  if (columns.length === 0) return null
  return (
    <Select
      aria-label={text.column}
      className="w-56!"
      value={address.get('column') ?? ''}
      placeholder={text.allColumns}
      options={columns.map(({ name }) => name)}
      onValue={(name) => address.set({ column: name || undefined })}
    />
  )
}
