'use client'
import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { KeyboardEvent, ReactNode } from 'react'
import { classNames } from '../_ui/class-names.ts'
import { words } from '../_words/en.ts'
import type { Order } from './arrange.ts'
import type { ListColumn } from './list-column.ts'

interface ListTableProps<T> {
  many: string
  rows: readonly T[]
  columns: readonly ListColumn<T>[]
  id: (row: T) => string
  href?: (row: T) => string
  actions?: (row: T) => ReactNode
  order: Order
  onOrder: (order: Order) => void
}

export function ListTable<T>({ many, rows, columns, id, href, actions, order, onOrder }: ListTableProps<T>) {
  return (
    <table aria-label={many} className="w-full border-collapse text-left" onKeyDown={moveFocus}>
      <thead>
        <tr className="border-b border-line">
          {columns.map((column) => (
            <Heading key={column.key} column={column} order={order} onOrder={onOrder} />
          ))}
          {actions && (
            <th>
              <span className="sr-only">{words.common.more}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={id(row)} className="relative border-b border-line hover:bg-hover has-[a:focus-visible]:bg-hover">
            {columns.map((column, index) => (
              <td key={column.key} className={classNames('h-10 py-1 pr-4 first:min-w-32 first:pl-2', placeOf(column))}>
                {index === 0 && href ? (
                  <Link
                    href={href(row)}
                    data-row
                    className="font-strong wrap-anywhere no-underline after:absolute after:inset-0 hover:underline"
                  >
                    {column.render(row)}
                  </Link>
                ) : (
                  column.render(row)
                )}
              </td>
            ))}
            {actions && <td className="relative w-px pr-1">{actions(row)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const placeOf = <T,>({ align, minor }: ListColumn<T>) =>
  classNames(align === 'right' && 'text-right', minor && 'hidden md:table-cell')

interface HeadingProps<T> {
  column: ListColumn<T>
  order: Order
  onOrder: (order: Order) => void
}

function Heading<T>({ column, order, onOrder }: HeadingProps<T>) {
  const { key, title, by, align } = column
  const sorted = order.key === key ? order.direction : undefined
  const place = classNames('h-8 pr-4 align-middle text-12 font-normal text-faint first:pl-2', placeOf(column))
  if (!by) return <th className={place}>{title}</th>
  const Arrow = sorted === -1 ? ArrowDown : ArrowUp
  return (
    <th className={place} aria-sort={sorted === 1 ? 'ascending' : sorted === -1 ? 'descending' : undefined}>
      <button
        type="button"
        title={words.frame.sortBy(title)}
        onClick={() => onOrder({ key, direction: sorted === 1 ? -1 : 1 })}
        className={classNames(
          'group inline-flex items-center gap-1 rounded-md hover:text-ink',
          align === 'right' && 'flex-row-reverse',
          sorted && 'text-ink',
        )}
      >
        {title}
        <Arrow
          aria-hidden
          className={classNames('size-3', !sorted && 'opacity-0 group-hover:opacity-60 max-md:hidden')}
        />
      </button>
    </th>
  )
}

/** The arrow keys go from row to row. */
function moveFocus(event: KeyboardEvent<HTMLTableElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || !(event.target instanceof HTMLElement) || !event.target.hasAttribute('data-row')) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  const next = links[links.indexOf(event.target) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
