'use client'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { Order } from '../../_list/arrange.ts'
import { classNames } from '../../_ui/class-names.ts'
import { words } from '../../_words/en.ts'
import { type Column, searchName } from './columns.ts'

interface HeadingProps {
  column: Column
  order: Order
  onOrder: (order: Order) => void
  align: 'left' | 'right'
}

export const columnTitle = ({ entity, key }: Column): string =>
  entity === 'attributes' ? words.tracking.attributes[key] : key

export function Heading({ column, order, onOrder, align }: HeadingProps) {
  const title = columnTitle(column)
  const sorted = order.key === column.id ? order.direction : undefined
  const Arrow = sorted === -1 ? ArrowDown : ArrowUp
  const inner = (
    <span className="min-w-0 truncate" title={column.entity === 'attributes' ? title : column.id}>
      {title}
    </span>
  )
  if (!searchName(column)) return inner
  // Of metrics the greatest, of times the newest is what people look for first.
  const first = column.entity === 'metrics' || column.key === 'started' ? -1 : 1
  return (
    <button
      type="button"
      tabIndex={-1}
      title={words.frame.sortBy(title)}
      onClick={() => onOrder({ key: column.id, direction: sorted ? (sorted === 1 ? -1 : 1) : first })}
      className={classNames(
        'group flex h-full w-full min-w-0 items-center gap-1 hover:text-ink',
        align === 'right' && 'flex-row-reverse',
        sorted && 'text-ink',
      )}
    >
      {inner}
      <Arrow aria-hidden className={classNames('size-3 shrink-0', !sorted && 'opacity-0 group-hover:opacity-60')} />
    </button>
  )
}
