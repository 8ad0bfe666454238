'use client'
import { Search, X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { Button } from '../_ui/button.tsx'
import { inputLook } from '../_ui/input.tsx'
import { words } from '../_words/en.ts'
import { arranged, matches, orderText, readOrder } from './arrange.ts'
import type { ListColumn } from './list-column.ts'
import { ListTable } from './list-table.tsx'
import { useAddress } from './use-address.ts'
import { useSlash } from './use-slash.ts'

interface ListProps<T> {
  one: string
  many: string
  rows: readonly T[]
  /** The first column leads to the row's page. */
  columns: readonly [ListColumn<T>, ...ListColumn<T>[]]
  id: (row: T) => string
  href?: (row: T) => string
  /** What the search looks at. */
  text: (row: T) => string
  /** As in the address: `-changed`. */
  order: string
  empty: ReactNode
  /** Filters, beside the search. */
  filters?: ReactNode
  actions?: (row: T) => ReactNode
}

/** Search, count, order, keyboard; the address has it all. */
export function List<T>(props: ListProps<T>) {
  const { one, many, rows, columns, text, empty, filters } = props
  const address = useAddress()
  const query = address.get('q') ?? ''
  const order = readOrder(address.get('sort') ?? props.order)
  const found = rows.filter((row) => matches(text(row), query))
  const shown = arranged(found, columns.find(({ key }) => key === order.key)?.by, order.direction)

  if (rows.length === 0 && !filters) return empty
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SearchBox value={query} onChange={(value) => address.set({ q: value || undefined })} />
        {filters}
        <p role="status" className="text-soft">
          {found.length === rows.length
            ? words.common.count(rows.length, one, many)
            : words.common.countOf(found.length, rows.length, many)}
        </p>
      </div>
      {shown.length > 0 ? (
        <ListTable {...props} rows={shown} order={order} onOrder={(next) => address.set({ sort: orderText(next) })} />
      ) : query ? (
        <div className="flex flex-col items-start gap-3 py-8">
          <p className="text-soft">{words.common.nothingFound(query)}</p>
          <Button onClick={() => address.set({ q: undefined })}>{words.common.clearSearch}</Button>
        </div>
      ) : (
        empty
      )}
    </div>
  )
}

function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  useSlash(input)
  return (
    <div className="relative w-full md:w-64">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-faint"
      />
      <input
        ref={input}
        type="search"
        aria-label={words.common.search}
        aria-keyshortcuts="/"
        placeholder={words.common.search}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={`${inputLook} h-control pr-7 pl-7 [&::-webkit-search-cancel-button]:hidden`}
      />
      {value && (
        <button
          type="button"
          aria-label={words.common.clearSearch}
          onClick={() => onChange('')}
          className="absolute top-1/2 right-1 grid size-5 -translate-y-1/2 place-items-center rounded-md text-soft hover:bg-hover"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </div>
  )
}
