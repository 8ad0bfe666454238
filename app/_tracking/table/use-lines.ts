'use client'
import { useQueries } from '@tanstack/react-query'
import { useTRPC } from '../../_trpc/client.tsx'
import { lineAt, lineOf } from './flatten.ts'
import { pageOf, type Question, type RunRow, useRows, type Wished } from './use-rows.ts'

export interface ShownLine {
  run: RunRow
  /** Beneath the run above it, or, where all stand alike, beneath one that is elsewhere. */
  depth: 0 | 1
  /** How many can be unfolded. */
  beneath: number
}

/** The lines of the table: runs, and beneath those that are opened what stands beneath them. */
export function useLines(question: Question, wished: Wished, seen: { from: number; to: number }, open: string[]) {
  const trpc = useTRPC()
  const rows = useRows(question, wished, seen)
  const places = open.flatMap((id) => {
    const place = rows.placeOf(id)
    return place === undefined || question.shape === 'flat' ? [] : [{ id, place }]
  })
  places.sort((a, b) => a.place - b.place)
  const { shape: _, filter: __, ...rest } = question
  const beneath = useQueries({
    queries: places.map(({ id }) => trpc.tracked.rows.queryOptions({ ...rest, ...wished, parent: id })),
  })
  const opened = places.map((one, index) => ({ ...one, runs: beneath[index]?.data ?? [] }))
  const spans = opened.map(({ place, runs }) => ({ place, lines: Math.min(runs.length, pageOf) }))
  const line = (index: number): ShownLine | undefined => {
    const at = lineAt(index, spans)
    const run = at.is === 'run' ? rows.row(at.place) : opened.find(({ place }) => place === at.place)?.runs[at.line]
    if (!run) return undefined
    if (question.shape === 'flat') return { run, depth: run.parentId ? 1 : 0, beneath: 0 }
    return at.is === 'run' ? { run, depth: 0, beneath: run.children } : { run, depth: 1, beneath: 0 }
  }
  return {
    ...rows,
    line,
    lines: rows.count + spans.reduce((sum, { lines }) => sum + lines, 0),
    lineOf: (id: string) => {
      const place = rows.placeOf(id)
      return place === undefined ? undefined : lineOf(place, spans)
    },
  }
}
