import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** One request to an endpoint, however it ended. */
export interface Observed {
  project: string
  endpoint: string
  /** Nobody answered where there was no version that could. */
  model: string
  version: number
  mode: 'live' | 'shadow'
  outcome: 'answered' | 'failed' | 'refused'
  rows: number
  seconds: number
}

export interface Meters {
  registry: Registry
  observe(one: Observed): void
  request(one: { method: string; route: string; status: number; seconds: number }): void
}

/** From half a millisecond to ten seconds. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** What this process counts: what several count adds up where they are read. */
export function openMeters(): Meters {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const about = ['project', 'endpoint', 'model', 'version', 'mode'] as const
  const requests = new Counter({
    name: 'espalier_requests_total',
    help: 'Requests to endpoints: answered, failed here, or refused because of what the caller sent.',
    labelNames: [...about, 'outcome'],
    registers,
  })
  const rows = new Counter({
    name: 'espalier_rows_total',
    help: 'Rows that endpoints answered.',
    labelNames: about,
    registers,
  })
  const latency = new Histogram({
    name: 'espalier_request_duration_seconds',
    help: 'How long the answer of an endpoint took, of those that were answered.',
    labelNames: about,
    buckets,
    registers,
  })
  const http = new Histogram({
    name: 'espalier_http_request_duration_seconds',
    help: 'How long any request to this server took, by its route.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  })
  return {
    registry,
    observe: ({ outcome, rows: count, seconds, version, ...given }) => {
      const labels = { ...given, version: String(version) }
      requests.inc({ ...labels, outcome })
      if (outcome !== 'answered') return
      rows.inc(labels, count)
      latency.observe(labels, seconds)
    },
    request: ({ method, route, status, seconds }) =>
      http.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds),
  }
}
