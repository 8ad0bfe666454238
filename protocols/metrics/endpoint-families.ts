import type { ServingName } from '#services/gauges/serving-names.ts'
import { bounds, type Metered } from './endpoint-meter.ts'
import type { Family } from './text.ts'

/** What endpoints did, under the names that people know; what is gone has none and is left out. */
export function endpointFamilies(metered: Metered[], names: Map<string, ServingName>): Family[] {
  const named = metered.flatMap((meter) => {
    const name = names.get(`${meter.endpointId} ${meter.versionId}`)
    return name ? [{ ...meter, labels: { ...name, mode: meter.mode } }] : []
  })
  const counter = (name: string, help: string, of: (meter: Metered) => number): Family => ({
    ...{ name, help, type: 'counter' },
    values: named.map((meter) => ({ labels: meter.labels, value: of(meter) })),
  })
  return [
    {
      name: 'espalier_requests_total',
      help: 'Requests to endpoints: answered, failed here, or refused because of what the caller sent.',
      type: 'counter',
      values: named.flatMap(({ labels, outcomes }) =>
        Object.entries(outcomes).map(([outcome, value]) => ({ labels: { ...labels, outcome }, value })),
      ),
    },
    counter('espalier_rows_total', 'Rows that endpoints answered.', ({ rows }) => rows),
    counter(
      'espalier_compared_rows_total',
      'Rows that a shadow was asked beside the live version.',
      (one) => one.compared,
    ),
    counter('espalier_disagreed_rows_total', 'Those of them in which the two differ.', ({ disagreed }) => disagreed),
    {
      name: 'espalier_request_duration_seconds',
      help: 'How long the answer of an endpoint took, of requests that were answered.',
      type: 'histogram',
      values: named.flatMap(histogramOf),
    },
  ]
}

function histogramOf({ labels, latency, seconds }: Metered & { labels: Record<string, string> }) {
  let below = 0
  const buckets = latency.map((count, index) => {
    below += count
    return { suffix: '_bucket', labels: { ...labels, le: String(bounds[index] ?? '+Inf') }, value: below }
  })
  return [...buckets, { suffix: '_sum', labels, value: seconds }, { suffix: '_count', labels, value: below }]
}
