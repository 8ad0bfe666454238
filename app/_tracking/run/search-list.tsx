'use client'
import { type ReactNode, useState } from 'react'
import { matches } from '../../_list/arrange.ts'
import { Input } from '../../_ui/input.tsx'
import { words } from '../../_words/en.ts'

interface SearchListProps<T> {
  rows: readonly T[]
  /** What is searched for: `Parameters`. */
  what: string
  text: (row: T) => string
  children: (rows: T[]) => ReactNode
}

/** Fewer are seen at a glance. */
const few = 8

/** A list with a search of its own once it is long. */
export function SearchList<T>({ rows, what, text, children }: SearchListProps<T>) {
  const [query, setQuery] = useState('')
  const found = rows.filter((row) => matches(text(row), query))
  return (
    <>
      {rows.length > few && (
        <Input
          type="search"
          aria-label={words.tracking.searchIn(what)}
          placeholder={words.tracking.searchIn(what)}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className="max-w-64"
        />
      )}
      {found.length === 0 && query ? <p className="text-soft">{words.common.nothingFound(query)}</p> : children(found)}
    </>
  )
}
