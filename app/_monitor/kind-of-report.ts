import { driftMetric } from '#pipeline/ports/drift.ts'
import { type WatchKind, watchKindOf } from '#pipeline/ports/watch.ts'

/** What a report of monitoring is about; undefined of one that is none. */
export const kindOfReport = (metrics: Record<string, number>): 'drift' | WatchKind | undefined =>
  driftMetric in metrics ? 'drift' : watchKindOf(metrics)
