import { z } from 'zod'

/** What a report of monitoring is about; its figures are called `<kind>.…`. */
export const watchKinds = ['performance', 'concept', 'quality', 'operational'] as const
export type WatchKind = (typeof watchKinds)[number]

export const watchPlace = z.union([z.string(), z.number()])

export const watchPoint = z.object({
  /** When a part begins, or at which row where no time is known. */
  from: watchPlace,
  value: z.number().nullable(),
  rows: z.number(),
  low: z.number().optional(),
  high: z.number().optional(),
})

export const watchFigure = z.object({
  /** Stable: what metrics, gates, triggers and alerts call it. */
  name: z.string(),
  title: z.string(),
  value: z.number().nullable(),
  /** Beyond its limits. */
  alarm: z.boolean(),
  /** The column, version or detector that it is of. */
  of: z.string().optional(),
  /** 95 % interval. */
  low: z.number().optional(),
  high: z.number().optional(),
  expected: z.number().optional(),
  limits: z
    .object({
      low: z.number().optional(),
      high: z.number().optional(),
      source: z.enum(['fixed', 'reference', 'model']),
    })
    .optional(),
  remark: z.string().optional(),
  /** When it began. */
  since: watchPlace.optional(),
  series: z.array(watchPoint).optional(),
})
export type WatchFigure = z.infer<typeof watchFigure>

/** The stored form of what a node of monitoring found: a JSON artifact; figures that raise an alarm come first. */
export const watch = z.object({
  kind: z.enum(watchKinds),
  rows: z.number(),
  /** What `from` and `since` are. */
  by: z.enum(['time', 'row']),
  /** What one must know to read it: coverage, assumptions. */
  about: z.array(z.string()),
  metrics: z.record(z.string(), z.number()),
  figures: z.array(watchFigure),
})
export type Watch = z.infer<typeof watch>

/** The figure that says what kind of monitoring a report is of. */
export const alarmsOf = (kind: WatchKind | 'drift'): string => `${kind}.alarms`

export const watchKindOf = (metrics: Record<string, number>): WatchKind | undefined =>
  watchKinds.find((kind) => alarmsOf(kind) in metrics)

/** Figures of every report of operation that are foretold; those of a version end with its name. */
export const operationMetrics = [
  ...(['alarms', 'requests', 'failed', 'refused', 'p50', 'p95', 'p99', 'memory', 'cpu'] as const),
].map((name) => `operational.${name}`)
