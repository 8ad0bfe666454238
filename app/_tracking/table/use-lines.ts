'use client'
import { useQueries } from '@tanstack/react-query'
import { useTRPC } from '../../_trpc/client.tsx'
import { lineAt, lineOf } from './flatten.ts'
import { pageOf, type Question, type RunRow, useRows, type Wished } from './use-rows.ts'

export interface ShownLine {
  run: RunRow
  depth: 0 | 1
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
    return run && { run, depth: at.is === 'run' ? 0 : 1 }
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
