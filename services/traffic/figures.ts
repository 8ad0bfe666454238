import type { TrafficRow } from './add.ts'
import { added, emptyHistogram, type Histogram, percentile } from './histogram.ts'

type Counted = Omit<TrafficRow, 'endpointId' | 'versionId' | 'mode' | 'minute'>

export interface Figures extends Omit<Counted, 'latency'> {
  /** Answered and failed: those of which the version is to blame for the outcome. */
  requests: number
  /** Of all requests; null where there was none. */
  errorRate: number | null
  /** Of all rows compared; null where none was. */
  disagreement: number | null
  /** In milliseconds; null where nothing was answered. */
  p50: number | null
  p95: number | null
  p99: number | null
  latency: Histogram
}

/** Sums of minutes, and what is read from them. */
export function figuresOf(minutes: readonly Counted[]): Figures {
  const sum = (count: (minute: Counted) => number) => minutes.reduce((total, minute) => total + count(minute), 0)
  const answered = sum((minute) => minute.answered)
  const failed = sum((minute) => minute.failed)
  const compared = sum((minute) => minute.compared)
  const disagreed = sum((minute) => minute.disagreed)
  const latency = minutes.reduce((all, minute) => added(all, minute.latency), emptyHistogram())
  const requests = answered + failed
  return {
    ...{ answered, failed, compared, disagreed, requests, latency },
    refused: sum((minute) => minute.refused),
    rows: sum((minute) => minute.rows),
    busy: sum((minute) => minute.busy),
    memory: Math.max(0, ...minutes.map((minute) => minute.memory)),
    errorRate: share(failed, requests),
    disagreement: share(disagreed, compared),
    ...{ p50: milliseconds(latency, 0.5), p95: milliseconds(latency, 0.95), p99: milliseconds(latency, 0.99) },
  }
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)

const milliseconds = (latency: Histogram, part: number) => {
  const found = percentile(latency, part)
  return found === null ? null : found / 1000
}
