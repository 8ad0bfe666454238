/** How much there is to search: what users of MLflow call slow. */
export interface Size {
  runs: number
  metrics: number
  params: number
  /** Points of the one long metric, of run 1. */
  points: number
}

export const size: Size = { runs: 30_000, metrics: 20, params: 20, points: 100_000 }

export const start = 1_700_000_000_000

/** Id of run `i`, spread out as random ones are, as SQL of Postgres. */
export const idOf = (i: string) =>
  `(lpad(to_hex((${i}::bigint * 2654435761) % 4294967296), 8, '0') || lpad(to_hex(${i}), 24, '0'))`
/** The same in SQLite. */
export const liteIdOf = (i: string) => `printf('%08x%024x', (${i} * 2654435761) % 4294967296, ${i})`
export const runId = (i: number): string =>
  ((BigInt(i) * 2654435761n) % 4294967296n).toString(16).padStart(8, '0') + i.toString(16).padStart(24, '0')

/** Numbers that look random and are the same everywhere. */
export const metricOf = (i: string, k: string) => `(((${i} * 7919 + ${k} * 104729) % 100003) / 100003.0)`
export const paramOf = (i: string, k: string) => `((${i} * 31 + ${k} * 7) % 17)`
export const lossOf = (step: string) => `(((${step} * 6007) % 99991) / 99991.0)`
