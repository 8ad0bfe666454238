'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { Role } from '#pipeline/columns.ts'
import { typeFamily } from '#pipeline/columns.ts'
import { words } from '../_words/en.ts'
import { aligned, cellText, decimalsOf, rawText } from './cell-text.ts'
import { classNames } from './class-names.ts'
import { RoleMark } from './role-mark.tsx'
import { toast } from './toaster.tsx'
import { TypeGlyph } from './type-glyph.tsx'

interface DataGridProps {
  columns: readonly { name: string; type: string; role?: Role | undefined }[]
  /** Values in column order. */
  rows: readonly (readonly unknown[])[]
  label: string
  className?: string
}

const height = 28

/** Rows and columns drawn only where they are seen: 10,000 of each cost nothing. Copying a cell gives the raw value. */
export function DataGrid({ columns, rows, label, className }: DataGridProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState({ row: 0, column: 0 })
  const widths = useMemo(() => columns.map((column, index) => widthOf(column, rows, index)), [columns, rows])
  const decimals = useMemo(() => columns.map((_, index) => decimalsOf(rows, index)), [columns, rows])
  const vertical = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
  })
  const horizontal = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widths[index] ?? 120,
    overscan: 3,
  })

  const moves: Record<string, [number, number]> = {
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    ArrowRight: [0, 1],
    ArrowLeft: [0, -1],
    PageDown: [20, 0],
    PageUp: [-20, 0],
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && !getSelection()?.toString()) {
      navigator.clipboard
        .writeText(rawText(rows[active.row]?.[active.column]))
        .then(() => toast(words.common.cellCopied))
      return
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    const row = Math.min(Math.max(active.row + move[0], 0), rows.length - 1)
    const column = Math.min(Math.max(active.column + move[1], 0), columns.length - 1)
    setActive({ row, column })
    vertical.scrollToIndex(row)
    horizontal.scrollToIndex(column)
  }

  const seen = horizontal.getVirtualItems()
  const cellId = (row: number, column: number) => `${label}-${row}-${column}`.replaceAll(/\s/g, '-')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot be virtualised in both directions
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={cellId(active.row, active.column)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className={classNames('group/grid overflow-auto rounded-md border border-line', className)}
    >
      <div style={{ width: horizontal.getTotalSize(), height: vertical.getTotalSize() + height }} className="relative">
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-10 border-b border-line bg-sunken"
          style={{ height }}
        >
          {seen.map(({ index, start, size }) => {
            const column = columns[index]
            return (
              column && (
                // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
                // biome-ignore lint/a11y/useSemanticElements: as above
                <div
                  key={index}
                  role="columnheader"
                  aria-colindex={index + 1}
                  className="absolute flex h-full items-center gap-1.5 px-2"
                  style={{ left: start, width: size }}
                >
                  <TypeGlyph type={column.type} />
                  <code className="truncate" title={column.name}>
                    {column.name}
                  </code>
                  {column.role && <RoleMark role={column.role} />}
                </div>
              )
            )
          })}
        </div>
        {vertical.getVirtualItems().map((row) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div
            key={row.index}
            role="row"
            aria-rowindex={row.index + 2}
            className="absolute inset-x-0 border-b border-line"
            style={{ top: row.start + height, height }}
          >
            {seen.map(({ index, start, size }) => {
              const value = rows[row.index]?.[index]
              const figure = ['number', 'integer'].includes(typeFamily(columns[index]?.type ?? ''))
              return (
                // biome-ignore lint/a11y/useSemanticElements: as above
                // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
                // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys do it on the grid
                <div
                  key={index}
                  id={cellId(row.index, index)}
                  role="gridcell"
                  aria-colindex={index + 1}
                  onClick={() => setActive({ row: row.index, column: index })}
                  title={rawText(value)}
                  className={classNames(
                    'figures absolute h-full truncate px-2 leading-7 whitespace-pre',
                    figure && 'text-right',
                    value === null && 'text-faint italic',
                    active.row === row.index && active.column === index && 'group-focus/grid:bg-accent-soft',
                  )}
                  style={{ left: start, width: size }}
                >
                  {figure && typeof value === 'number' ? aligned(value, decimals[index] ?? 0) : cellText(value)}
                </div>
              )
            })}
          </div>
        ))}
      </div>
    </div>
  )
}

/** As wide as its name and its first hundred values, within reason. */
function widthOf({ name, role }: DataGridProps['columns'][number], rows: DataGridProps['rows'], index: number): number {
  const longest = rows.slice(0, 100).reduce((most, row) => Math.max(most, cellText(row[index]).length), 0)
  return Math.min(Math.max(name.length * 7.4 + 46 + (role ? 60 : 0), longest * 7.4 + 20, 64), 320)
}
