'use client'
import { keepPreviousData, skipToken, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { alone, useTRPC } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'

export type RunRow = Outputs['tracked']['rows'][number]

export interface Question {
  experiments: number[]
  lifecycle: 'active' | 'deleted'
  filter: string
  orderBy: string[]
  shape: 'flat' | 'nested'
}

export interface Wished {
  params: string[]
  metrics: string[]
  tags: string[]
}

/** As many as the server puts on a page. */
export const pageOf = 200

interface Seen {
  question: string
  rows: Map<number, RunRow>
}

/**
 * Any part of a table of any length: where its pages begin is asked once, then only pages that are seen. The first needs
 * no such answer and comes at once. What was there stays until there is something newer.
 */
export function useRows(question: Question, wished: Wished, seen: { from: number; to: number }) {
  const trpc = useTRPC()
  const outline = useQuery(trpc.tracked.outline.queryOptions(question, { placeholderData: keepPreviousData, ...alone }))
  const pages = outline.data?.pages
  const wanted = useMemo(() => {
    const last = Math.min(Math.floor(seen.to / pageOf), pages?.length ?? 0)
    const first = Math.min(Math.floor(seen.from / pageOf), last)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  }, [seen.from, seen.to, pages?.length])
  const queries = useQueries({
    queries: wanted.map((page) => {
      const pageToken = page === 0 ? undefined : pages?.[page - 1]
      const input = { ...question, ...wished, ...(pageToken && { pageToken }) }
      return trpc.tracked.rows.queryOptions(page === 0 || pageToken ? input : skipToken, { gcTime: 60_000 })
    }),
  })

  const named = JSON.stringify([question, wished])
  const known = useRef<Seen>({ question: named, rows: new Map() })
  if (known.current.question !== named && queries.some(({ data }) => data))
    known.current = { question: named, rows: new Map() }
  queries.forEach(({ data }, index) => {
    const start = (wanted[index] ?? 0) * pageOf
    data?.forEach((row, offset) => {
      known.current.rows.set(start + offset, row)
    })
  })
  const first = queries[wanted.indexOf(0)]?.data
  const counted = outline.data && !outline.isPlaceholderData ? outline.data.total : undefined
  return {
    row: (index: number) => known.current.rows.get(index),
    /** Where a run stands, if it was seen. */
    placeOf: (id: string) => [...known.current.rows].find(([, row]) => row.id === id)?.[0],
    count: counted ?? Math.max(first?.length ?? 0, known.current.rows.size),
    counted,
    error: outline.error ?? queries.find(({ error }) => error)?.error,
    isLoading: queries.some(({ isLoading }) => isLoading) && known.current.rows.size === 0,
  }
}
