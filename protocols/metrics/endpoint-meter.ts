import type { Counted } from '#services/traffic/tally.ts'
import type { Recorder } from '../recorder.ts'

/** What one version did at one endpoint, since this process began. */
export interface Metered {
  endpointId: string
  versionId: string
  mode: Counted['mode']
  outcomes: Record<Counted['outcome'], number>
  rows: number
  compared: number
  disagreed: number
  seconds: number
  /** Requests by bucket; one more than `bounds`, for what took longer than all. */
  latency: number[]
}

/** In seconds, from half a millisecond to ten. */
export const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export interface EndpointMeter {
  /** The recorder, with everything counted here as well. */
  over(recorder: Recorder): Recorder
  all(): Metered[]
}

/** Counts by id, because a request must not wait for names. */
export function openEndpointMeter(): EndpointMeter {
  const metered = new Map<string, Metered>()
  const meterOf = ({ endpointId, versionId, mode }: Counted): Metered => {
    const key = `${endpointId} ${versionId} ${mode}`
    const known = metered.get(key)
    if (known) return known
    const outcomes = { answered: 0, failed: 0, refused: 0 }
    const fresh = { endpointId, versionId, mode, outcomes, ...{ rows: 0, compared: 0, disagreed: 0, seconds: 0 } }
    const meter = { ...fresh, latency: new Array<number>(bounds.length + 1).fill(0) }
    metered.set(key, meter)
    return meter
  }
  const observe = (one: Counted) => {
    const meter = meterOf(one)
    meter.outcomes[one.outcome] += 1
    meter.compared += one.compared ?? 0
    meter.disagreed += one.disagreed ?? 0
    if (one.outcome !== 'answered') return
    const seconds = one.microseconds / 1e6
    meter.rows += one.rows
    meter.seconds += seconds
    const found = bounds.findIndex((bound) => seconds <= bound)
    const bucket = found < 0 ? bounds.length : found
    meter.latency[bucket] = (meter.latency[bucket] ?? 0) + 1
  }
  return {
    over: (recorder) => ({
      ...recorder,
      count: (ctx, one) => {
        observe(one)
        recorder.count(ctx, one)
      },
    }),
    all: () => [...metered.values()],
  }
}
