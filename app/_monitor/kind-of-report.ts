import { driftMetric } from '#pipeline/ports/drift.ts'
import { type WatchKind, watchKindOf } from '#pipeline/ports/watch.ts'

/** What a report of monitoring is about; undefined of one that is none. */
export const kindOfReport = (metrics: Record<string, number>): 'drift' | WatchKind | undefined =>
  driftMetric in metrics ? 'drift' : watchKindOf(metrics)

/** Whether a report has no figure but of how many rows came, and how many alarms there are. */
export const saysNothing = (figures: readonly string[]): boolean =>
  figures.every((name) => /^[a-z]+\.(alarms|rows)$/.test(name))
