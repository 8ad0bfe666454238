'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../../_trpc/client.tsx'
import { DataGrid } from '../../../_ui/data-grid.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { words } from '../../../_words/en.ts'
import { CountRows } from '../count-rows.tsx'

export function FileRows(ref: { name: string; version?: number }) {
  const trpc = useTRPC()
  const preview = useQuery(
    trpc.files.preview.queryOptions({ ...ref, limit: 1000 }, { staleTime: Number.POSITIVE_INFINITY }),
  )
  return (
    <div className="flex flex-col gap-2 pt-3">
      <Loaded query={preview} what={words.data.waitRows}>
        {({ columns, rows, total, leftOut }) => (
          <>
            <p className="text-soft">
              {words.data.firstRows(rows.length, total)}
              {total === null && (
                <>
                  {' · '}
                  {words.data.countAll} <CountRows file={ref.name} version={ref.version} at="wish" />
                </>
              )}
            </p>
            {leftOut !== undefined && <p className="text-warning">{words.data.leftOut(leftOut)}</p>}
            <DataGrid columns={columns} rows={rows} label={ref.name} className="h-[max(320px,calc(100dvh-330px))]" />
          </>
        )}
      </Loaded>
    </div>
  )
}
