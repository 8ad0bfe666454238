'use client'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { Column } from '#pipeline/columns.ts'
import { ColumnsTable } from '../../_ui/columns-table.tsx'
import { DataGrid } from '../../_ui/data-grid.tsx'
import { FaultNotice } from '../../_ui/fault-notice.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { words } from '../../_words/en.ts'
import type { OutputTable } from '../api.ts'

interface TableRowsProps {
  /** Names the bytes: the same table is read once. */
  cacheKey: string
  columns: readonly Column[]
  rows: number
  read: (limit: number) => Promise<OutputTable>
  children: (parts: { about: string; columns: ReactNode; grid: ReactNode }) => ReactNode
}

const firstRows = 1000

/** The first thousand rows of a table that a run made, and what they say of its columns. */
export function TableRows({ cacheKey, columns, rows, read, children }: TableRowsProps) {
  const said = words.canvas.data
  const { data, error } = useQuery({
    queryKey: ['canvas', 'rows', cacheKey],
    queryFn: () => read(firstRows),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const facts = useMemo(() => {
    const profiles = new Map(data?.profile.map((profile) => [profile.name, profile]))
    return columns.map((column) => {
      const profile = profiles.get(column.name)
      return profile ? { ...column, ...profile, type: column.type, missing: rows ? profile.missing / rows : 0 } : column
    })
  }, [columns, data, rows])
  const shown = Math.min(firstRows, rows)
  const label = said.firstRows(shown, rows)
  if (error) return <FaultNotice fault={faultText(error)} />
  return children({
    about: `${said.columnCount(columns.length)}, ${words.common.count(rows, 'row', 'rows')}${data ? '' : ` · ${said.loading} …`}`,
    columns: <ColumnsTable columns={facts} label={said.columns} />,
    grid: data ? (
      <div className="flex h-full flex-col gap-2">
        <p className="text-12 text-faint">{label}</p>
        <DataGrid columns={columns} rows={data.rows} label={label} className="min-h-64 grow" />
      </div>
    ) : (
      <p className="text-soft">{said.loading} …</p>
    ),
  })
}
