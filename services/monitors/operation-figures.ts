import type { servingMinutes, traffic } from '#db/schema.ts'
import type { WatchFigure } from '#pipeline/ports/watch.ts'
import { type Figures, figuresOf } from '../traffic/figures.ts'
import { type Chunk, within } from './chunks-of.ts'

/** Highest values that are no alarm: shares of requests, milliseconds, megabytes. */
export interface OperationMost {
  failed: number
  refused: number
  p95: number
  memory: number
}

export interface OperationMinute {
  row: typeof traffic.$inferSelect
  model: string | null
  version: number | null
}
type ProcessMinute = typeof servingMinutes.$inferSelect

interface Wanted {
  name: string
  title: string
  most?: number
  read: (figures: Figures) => number | null
  /** Not of all versions together, whose processes tell it better. */
  apart?: true
}

const wanted = (most: OperationMost): Wanted[] => [
  { name: 'requests', title: 'requests', read: asked },
  { name: 'failed', title: 'share of requests that failed', most: most.failed, read: ({ errorRate }) => errorRate },
  { name: 'refused', title: 'share of requests that were refused', most: most.refused, read: refusedShare },
  { name: 'p50', title: 'milliseconds of half of the answers', read: ({ p50 }) => p50 },
  { name: 'p95', title: 'milliseconds of 95 of 100 answers', most: most.p95, read: ({ p95 }) => p95 },
  { name: 'p99', title: 'milliseconds of 99 of 100 answers', read: ({ p99 }) => p99 },
  { name: 'cpu', title: 'milliseconds of a processor for a row', apart: true, read: processorOf },
  { name: 'memory', title: 'megabytes that opening it took', apart: true, read: memoryOf },
]

/** Of all live traffic, and of each version; shadows answer nobody, so they stand alone. */
export function figuresOfRequests(
  minutes: readonly OperationMinute[],
  chunks: readonly Chunk[],
  most: OperationMost,
): { figures: WatchFigure[]; requests: number } {
  const live = minutes.filter(({ row }) => row.mode === 'live')
  const groups = new Map<string, OperationMinute[]>([['', live]])
  for (const minute of minutes) {
    const of = `${minute.model ?? 'a destroyed model'} ${minute.version ?? ''}${minute.row.mode === 'shadow' ? ' (shadow)' : ''}`
    groups.set(of, [...(groups.get(of) ?? []), minute])
  }
  const figures = [...groups].flatMap(([of, rows]) =>
    wanted(most)
      .filter(({ apart }) => of || !apart)
      .map((one) => figureOf(one, of, rows, chunks)),
  )
  return { figures, requests: asked(figuresOf(live.map(({ row }) => row))) ?? 0 }
}

function figureOf(one: Wanted, of: string, rows: OperationMinute[], chunks: readonly Chunk[]): WatchFigure {
  const value = one.read(figuresOf(rows.map(({ row }) => row)))
  const series = chunks.map((chunk) => {
    const part = figuresOf(within(rows, chunk, ({ row }) => row.minute).map(({ row }) => row))
    return { from: chunk.from.toISOString(), value: one.read(part), rows: asked(part) ?? 0 }
  })
  const all = asked(figuresOf(rows.map(({ row }) => row))) ?? 0
  const figure = { name: `operational.${one.name}${of && `.${of}`}`, title: one.title, value, series }
  if (all >= fewest) return limited(figure, of, one.most)
  return { ...limited(figure, of, undefined), remark: `of ${all} requests only: from ${fewest} on it may be an alarm` }
}

/** Of fewer requests a share says little. */
const fewest = 20

/** An alarm is a value above `most`, since the parts at the end that are. */
function limited(
  figure: Pick<WatchFigure, 'name' | 'title' | 'value'> & { series: NonNullable<WatchFigure['series']> },
  of: string,
  most: number | undefined,
): WatchFigure {
  const alarm = most !== undefined && figure.value !== null && figure.value > most
  const told = figure.series.filter(({ value }) => value !== null)
  const steady = told.findLastIndex(({ value }) => (value ?? 0) <= (most ?? 0))
  const since = alarm ? told[steady + 1]?.from : undefined
  return {
    ...figure,
    alarm,
    ...(of && { of }),
    ...(most !== undefined && { limits: { high: most, source: 'fixed' as const } }),
    ...(since !== undefined && { since }),
  }
}

/** The most that any process took in a part, for memory; for the processor the sum over all, on average. */
export function figuresOfProcesses(
  minutes: readonly ProcessMinute[],
  chunks: readonly Chunk[],
  most: OperationMost,
): WatchFigure[] {
  if (minutes.length === 0) return []
  const series = (read: (part: ProcessMinute[]) => number) =>
    chunks.map((chunk) => {
      const part = within(minutes, chunk, ({ minute }) => minute)
      return { from: chunk.from.toISOString(), value: part.length > 0 ? read(part) : null, rows: part.length }
    })
  const figure = (name: string, title: string, read: (part: ProcessMinute[]) => number, limit?: number) =>
    limited({ name, title, value: read([...minutes]), series: series(read) }, '', limit)
  return [
    figure('operational.memory', 'megabytes of the largest process', largest, most.memory),
    figure('operational.cpu', 'processors at work on average', busy),
  ]
}

const asked = ({ answered, failed, refused }: Figures): number | null => answered + failed + refused
const refusedShare = (figures: Figures): number | null => {
  const all = asked(figures) ?? 0
  return all === 0 ? null : figures.refused / all
}
const processorOf = ({ busy, rows }: Figures) => (rows === 0 ? null : busy / 1000 / rows)
const memoryOf = ({ memory }: Figures) => (memory === 0 ? null : memory / 1_048_576)
const largest = (part: ProcessMinute[]) => Math.max(...part.map(({ memory }) => memory)) / 1_048_576
const busy = (part: ProcessMinute[]) => {
  const minutes = new Set(part.map(({ minute }) => minute.getTime())).size
  return part.reduce((sum, { cpu }) => sum + cpu, 0) / Math.max(1, minutes)
}
