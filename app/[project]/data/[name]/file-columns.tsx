'use client'
import { useQuery } from '@tanstack/react-query'
import type { Column } from '#pipeline/columns.ts'
import { useTRPC } from '../../../_trpc/client.tsx'
import { ColumnsTable } from '../../../_ui/columns-table.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { faultText } from '../../../_ui/fault-text.ts'
import { words } from '../../../_words/en.ts'
import { rangeText } from '../range-text.ts'

interface FileColumnsProps {
  name: string
  version?: number
  columns: readonly Column[]
}

/** The columns at once; what is in them as soon as it is known. */
export function FileColumns({ columns, ...ref }: FileColumnsProps) {
  const trpc = useTRPC()
  const lasting = { staleTime: Number.POSITIVE_INFINITY }
  const profile = useQuery(trpc.files.profile.queryOptions(ref, lasting))
  // Whoever has profiled a file has read all of it, so its rows are counted by then.
  const preview = useQuery(
    trpc.files.preview.queryOptions({ ...ref, limit: 1 }, { ...lasting, enabled: profile.isSuccess }),
  )
  const total = preview.data?.total ?? undefined
  const facts = new Map(profile.data?.map((column) => [column.name, column]))
  return (
    <div className="flex max-w-200 flex-col gap-2 pt-3">
      {profile.isPending && (
        <p role="status" className="text-soft">
          {words.data.profiling}
        </p>
      )}
      {profile.error && <FaultNotice fault={faultText(profile.error)} />}
      <ColumnsTable
        label={ref.name}
        columns={columns.map((column) => {
          const known = facts.get(column.name)
          return {
            ...column,
            ...(known && total !== undefined && { missing: total ? known.missing / total : 0 }),
            histogram: known?.histogram,
            top: known?.top,
            distinct: known?.distinct,
            values: known && rangeText(known),
          }
        })}
      />
    </div>
  )
}
