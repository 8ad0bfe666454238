'use client'
import { Check, ChevronRight, CornerDownRight } from 'lucide-react'
import Link from 'next/link'
import { classNames } from '../../_ui/class-names.ts'
import { words } from '../../_words/en.ts'
import { trackedRunHref } from '../address.ts'
import { GradeMark, gradeTag } from '../push/grade-mark.tsx'
import { RunStatus } from '../run-status.tsx'
import { Cell, isFigure, rawCell } from './cell.tsx'
import type { Column } from './columns.ts'
import type { ShownLine } from './use-lines.ts'

const text = words.tracking

interface RunLineProps {
  project: string
  shown: ShownLine | undefined
  columns: readonly Column[]
  widths: readonly number[]
  index: number
  /** The column that the keyboard is in, where it is in this line. */
  active: number | undefined
  chosen: 'chosen' | undefined
  isOpen: 'open' | undefined
  cellId: (index: number, column: number) => string
  onChoose: (event: { shiftKey: boolean }) => void
  onOpen: () => void
  onActive: (column: number) => void
}

export function RunLine({ project, shown, columns, widths, index, active, chosen, isOpen, ...rest }: RunLineProps) {
  const { cellId, onChoose, onOpen, onActive } = rest
  if (!shown) return <div className="mx-3 h-2 w-40 translate-y-3 rounded-full bg-sunken" />
  const { run, depth, beneath } = shown
  const href = trackedRunHref(project, { name: run.experimentName, number: run.experiment }, run.id)
  return columns.map((column, at) => {
    const place = {
      id: cellId(index, at),
      role: 'gridcell',
      'aria-colindex': at + 1,
      style: { width: widths[at] },
      onClick: () => onActive(at),
    }
    const look = classNames(
      'flex h-full shrink-0 items-center px-2',
      active === at && 'group-focus-within/grid:bg-accent-soft',
    )
    if (at > 0)
      return (
        <div
          key={column.id}
          {...place}
          title={rawCell(run, column)}
          className={classNames(
            look,
            column.entity !== 'attributes' && 'figures',
            isFigure(run, column) && 'justify-end',
          )}
        >
          <span className="truncate">
            <Cell run={run} column={column} />
          </span>
        </div>
      )
    return (
      <div
        key={column.id}
        {...place}
        className={classNames(
          look,
          'sticky left-0 z-5 gap-1.5',
          chosen ? 'bg-accent-soft' : 'bg-ground group-hover/line:bg-hover',
        )}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: an input of its own would be a second stop for the keyboard */}
        <button
          type="button"
          role="checkbox"
          aria-checked={chosen === 'chosen'}
          aria-label={text.select(run.name)}
          tabIndex={-1}
          onClick={onChoose}
          className={classNames(
            'grid size-4 shrink-0 place-items-center rounded-[3px] border text-accent-ink',
            chosen ? 'border-accent bg-accent' : 'border-line-strong bg-raised',
          )}
        >
          {chosen && <Check aria-hidden className="size-3" strokeWidth={3} />}
        </button>
        {depth === 1 && <CornerDownRight aria-hidden className="ml-4 size-3.5 shrink-0 text-faint" />}
        {beneath > 0 ? (
          <button
            type="button"
            tabIndex={-1}
            aria-expanded={isOpen === 'open'}
            aria-label={isOpen ? text.fold : text.expand(beneath)}
            onClick={onOpen}
            className="grid size-4 shrink-0 place-items-center rounded-md text-faint hover:text-ink"
          >
            <ChevronRight aria-hidden className={classNames('size-3.5', isOpen && 'rotate-90')} />
          </button>
        ) : (
          depth === 0 && <span className="w-4 shrink-0" />
        )}
        <RunStatus status={run.status} />
        <Link
          href={href}
          tabIndex={-1}
          prefetch={false}
          title={run.name}
          className="truncate font-strong no-underline hover:underline"
        >
          {run.name}
        </Link>
        <GradeMark grade={run.tags[gradeTag]} />
        {beneath > 0 && <span className="figures shrink-0 text-faint">{beneath}</span>}
      </div>
    )
  })
}
