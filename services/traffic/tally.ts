import { keyOf, type TrafficRow } from './add.ts'
import { added, bucketOf, emptyHistogram } from './histogram.ts'
import { minuteOf } from './minute-of.ts'

/** One request, however it ended. */
export interface Counted extends Pick<TrafficRow, 'endpointId' | 'versionId' | 'mode'> {
  outcome: 'answered' | 'failed' | 'refused'
  rows: number
  microseconds: number
  /** Rows that were held against those of the live answer, and those that differ. */
  compared?: number
  disagreed?: number
  /** Microseconds of the model's thread, and bytes that its session takes. */
  busy?: number | undefined
  memory?: number | undefined
}

export interface Tally {
  count(one: Counted, at: Date): void
  /** All that was counted since, which is then forgotten here. */
  take(): TrafficRow[]
  /** What could not be stored. */
  giveBack(rows: TrafficRow[]): void
}

/** Counts in memory, so that a crowd of requests becomes a few rows. */
export function openTally(): Tally {
  const minutes = new Map<string, TrafficRow>()
  const minuteFor = (key: Omit<TrafficRow, 'latency'>) => {
    const known = minutes.get(keyOf(key))
    if (known) return known
    const fresh = { ...key, latency: emptyHistogram() }
    minutes.set(keyOf(key), fresh)
    return fresh
  }
  return {
    count: ({ endpointId, versionId, mode, outcome, rows, microseconds, ...more }, at) => {
      const row = minuteFor({ endpointId, versionId, mode, minute: minuteOf(at), ...nothing, memory: 0 })
      const { compared = 0, disagreed = 0, busy = 0, memory = 0 } = more
      row[outcome] += 1
      row.compared += compared
      row.disagreed += disagreed
      if (outcome !== 'answered') return
      row.busy += busy
      row.memory = Math.max(row.memory, memory)
      row.rows += rows
      const bucket = bucketOf(microseconds)
      row.latency[bucket] = (row.latency[bucket] ?? 0) + 1
    },
    take: () => {
      const taken = [...minutes.values()]
      minutes.clear()
      return taken
    },
    giveBack: (rows) => {
      for (const { latency, ...given } of rows) {
        const row = minuteFor({ ...given, ...nothing, memory: 0 })
        row.memory = Math.max(row.memory, given.memory)
        for (const name of Object.keys(nothing) as (keyof typeof nothing)[]) row[name] += given[name]
        row.latency = added(row.latency, latency)
      }
    },
  }
}

const nothing = { answered: 0, failed: 0, refused: 0, rows: 0, compared: 0, disagreed: 0, busy: 0 }
