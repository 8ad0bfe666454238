'use client'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { Column } from '#pipeline/columns.ts'
import { ColumnsTable } from '../../_ui/columns-table.tsx'
import { DataGrid } from '../../_ui/data-grid.tsx'
import { FaultNotice } from '../../_ui/fault-notice.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { words } from '../../_words/en.ts'
import type { OutputPage } from '../api.ts'
import { profileOf } from './profile.ts'

interface TableRowsProps {
  /** Names the bytes: the same table is read once. */
  cacheKey: string
  columns: readonly Column[]
  rows: number
  read: (page: { offset: number; limit: number }) => Promise<OutputPage>
  children: (parts: { about: string; columns: ReactNode; grid: ReactNode }) => ReactNode
}

const firstRows = 1000
const profiledColumns = 200

/** The first thousand rows of a table that a run made, and what they say of its columns. */
export function TableRows({ cacheKey, columns, rows, read, children }: TableRowsProps) {
  const said = words.canvas.data
  const { data, error } = useQuery({
    queryKey: ['canvas', 'rows', cacheKey],
    queryFn: () => read({ offset: 0, limit: firstRows }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const facts = useMemo(() => {
    const profiled = columns.slice(0, profiledColumns)
    const profiles = data ? profileOf(profiled, data.rows) : []
    return columns.map((column, index) => ({ ...column, ...profiles[index] }))
  }, [columns, data])
  const shown = Math.min(firstRows, rows)
  const label = said.firstRows(shown, rows)
  if (error) return <FaultNotice fault={faultText(error)} />
  return children({
    about: `${said.columnCount(columns.length)}, ${words.common.count(rows, 'row', 'rows')}. ${rows > shown ? said.missingOf(shown) : ''}`,
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
