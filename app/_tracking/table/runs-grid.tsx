'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { Order } from '../../_list/arrange.ts'
import { classNames } from '../../_ui/class-names.ts'
import { toast } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'
import { trackedRunHref } from '../address.ts'
import { isFigure, rawCell } from './cell.tsx'
import type { Column } from './columns.ts'
import { deedOf } from './grid-keys.ts'
import { columnTitle, Heading } from './heading.tsx'
import { RunLine } from './run-line.tsx'
import type { Chosen } from './use-chosen.ts'
import type { useLines } from './use-lines.ts'

const height = 32

interface RunsGridProps {
  project: string
  label: string
  columns: readonly Column[]
  lines: ReturnType<typeof useLines>
  onSeen: (seen: { from: number; to: number }) => void
  order: Order
  onOrder: (order: Order) => void
  chosen: Chosen
  open: readonly string[]
  onOpen: (id: string) => void
  onCompare: () => void
  onDelete: () => void
}

/** Runs, however many: only what is seen is drawn and asked for. One stop for the keyboard, with a cell that moves. */
export function RunsGrid(props: RunsGridProps) {
  const { project, label, columns, lines, onSeen, order, onOrder, chosen, open, onOpen, onCompare, onDelete } = props
  const router = useRouter()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState({ line: 0, column: 0 })
  const rows = useVirtualizer({
    count: lines.lines,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    paddingStart: height,
    // What a screen usually shows, so that the server draws it as well.
    initialRect: { width: 1200, height: 700 },
  })
  const room = rows.scrollRect?.width ?? 1200
  const widths = useMemo(() => columns.map((column, at) => widthOf(column, at, room)), [columns, room])
  const items = rows.getVirtualItems()
  const isDrawn = lines.line(active.line) !== undefined && items.some(({ index }) => index === active.line)
  const isRight = (column: Column) => items.some(({ index }) => isFigure(lines.line(index)?.run, column))
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  useEffect(() => onSeen({ from, to }), [onSeen, from, to])

  const go = (line: number, column: number) => {
    const next = {
      line: Math.min(Math.max(line, 0), Math.max(lines.lines - 1, 0)),
      column: Math.min(Math.max(column, 0), columns.length - 1),
    }
    setActive(next)
    rows.scrollToIndex(next.line)
    document.getElementById(cellId(next.line, next.column))?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  const cellId = (line: number, column: number) => `run-${line}-${column}`
  const onKeyDown = (event: KeyboardEvent) => {
    const here = lines.line(active.line)
    const run = here?.run
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && !getSelection()?.toString()) {
      const column = columns[active.column]
      if (run && column) navigator.clipboard.writeText(rawCell(run, column)).then(() => toast(words.common.cellCopied))
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { line, column } = active
    const deed = deedOf(event.key, run ? { beneath: here.beneath, open: open.includes(run.id), column } : undefined)
    if (!deed) return
    event.preventDefault()
    if (deed.is === 'move') {
      if (event.shiftKey && run && deed.lines) chosen.add([run.id])
      const screen = Math.max(Math.floor((scroller.current?.clientHeight ?? 0) / height) - 2, 1)
      go(line + deed.lines + deed.screens * screen, column + deed.columns)
    } else if (deed.is === 'choose') run && chosen.toggle(run.id)
    else if (deed.is === 'unfold') run && onOpen(run.id)
    else if (deed.is === 'visit')
      run && router.push(trackedRunHref(project, { name: run.experimentName, number: run.experiment }, run.id))
    else ({ compare: onCompare, delete: onDelete, clear: chosen.clear })[deed.is]()
  }
  const choose = (index: number, { shiftKey }: { shiftKey: boolean }) => {
    const run = lines.line(index)?.run
    if (!run) return
    if (shiftKey) {
      const [low, high] = [Math.min(active.line, index), Math.max(active.line, index)]
      chosen.add(Array.from({ length: high - low + 1 }, (_, at) => lines.line(low + at)?.run.id ?? '').filter(Boolean))
    } else chosen.toggle(run.id)
    setActive({ line: index, column: 0 })
  }

  const width = widths.reduce((sum, one) => sum + one, 0)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot be virtualised
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={lines.lines + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      {...(isDrawn && { 'aria-activedescendant': cellId(active.line, active.column) })}
      aria-description={words.tracking.keys}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="group/grid h-[calc(100dvh-232px)] min-h-80 overflow-auto rounded-md border border-line"
    >
      <div className="relative" style={{ height: rows.getTotalSize(), width, minWidth: '100%' }}>
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-10 flex border-b border-line bg-sunken text-12 text-faint"
          style={{ height }}
        >
          {columns.map((column, at) => {
            const align = at > 0 && isRight(column) ? 'right' : 'left'
            const sorted = order.key === column.id && (order.direction === 1 ? 'ascending' : 'descending')
            return (
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
              <div
                key={column.id}
                role="columnheader"
                aria-colindex={at + 1}
                aria-label={columnTitle(column)}
                {...(sorted && { 'aria-sort': sorted })}
                className={classNames(
                  'flex h-full shrink-0 items-center px-2',
                  at === 0 && 'sticky left-0 z-5 bg-sunken pl-16',
                  align === 'right' && 'justify-end',
                )}
                style={{ width: widths[at] }}
              >
                <Heading column={column} order={order} onOrder={onOrder} align={align} />
              </div>
            )
          })}
        </div>
        {items.map(({ index, start }) => {
          const shown = lines.line(index)
          const isChosen = shown && chosen.has(shown.run.id)
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
            // biome-ignore lint/a11y/useSemanticElements: as above
            <div
              key={index}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={isChosen ?? false}
              className={classNames(
                'group/line absolute left-0 flex border-b border-line',
                isChosen ? 'bg-accent-soft' : 'hover:bg-hover',
              )}
              style={{ top: start, height, width, minWidth: '100%' }}
            >
              <RunLine
                project={project}
                shown={shown}
                columns={columns}
                widths={widths}
                index={index}
                active={active.line === index ? active.column : undefined}
                chosen={isChosen ? 'chosen' : undefined}
                isOpen={shown && open.includes(shown.run.id) ? 'open' : undefined}
                cellId={cellId}
                onChoose={(event) => choose(index, event)}
                onOpen={() => shown && onOpen(shown.run.id)}
                onActive={(column) => setActive({ line: index, column })}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** The first column stays in sight, so where there is little room it takes little. */
const widthOf = (column: Column, at: number, room: number): number => {
  if (at === 0) return Math.min(Math.max(room * 0.5, 168), 280)
  const usual = { started: 130, took: 100, status: 110, user: 110, kind: 110, experiment: 160 }
  if (column.entity === 'attributes' && column.key !== 'name') return usual[column.key]
  return Math.min(Math.max(column.key.length * 7 + 32, column.entity === 'metrics' ? 96 : 88), 220)
}
