import { cpus } from 'node:os'

/** One side of a comparison. `once` does the work of one round, verifies it, and returns its own measure (or none: wall time). */
export interface Subject {
  name: string
  version: string
  once(round: number): Promise<unknown>
}

export interface Interval {
  ratio: number
  low: number
  high: number
}

export interface Comparison {
  ours: string
  peer: string
  versions: Record<string, string>
  unit: string
  medians: { ours: number; peer: number }
  /** Ours divided by the peer's: below 1 we are faster. */
  ratio: Interval
  /** The peer against itself: how far the machine alone moves the ratio. */
  same: Interval
  /** Whether the interval of `same` is within ±15 %. */
  valid: boolean
  samples: { ours: number[]; peer: number[]; same: [number[], number[]] }
  machine: string
}

export interface Protocol {
  unit?: string
  pairs?: number
  warmUp?: number
  /** From what `once` measures to what is reported, such as time per node. */
  per?: number
}

/** A/A, then A/B/A/B …, after warm-up; medians, their ratio and its 95 % bootstrap interval. */
export async function compare(
  ours: Subject,
  peer: Subject,
  { unit = 'ms', pairs = 10, warmUp = 2, per = 1 }: Protocol = {},
): Promise<Comparison> {
  let round = 0
  const time = async ({ once }: Subject) => {
    const start = performance.now()
    const own = await once(round++)
    return (typeof own === 'number' ? own : performance.now() - start) / per
  }
  const alternate = async (a: Subject, b: Subject): Promise<[number[], number[]]> => {
    const samples: [number[], number[]] = [[], []]
    for (let pair = 0; pair < pairs; pair++) {
      samples[0].push(await time(a))
      samples[1].push(await time(b))
    }
    return samples
  }

  for (let count = 0; count < warmUp; count++) for (const subject of [ours, peer]) await time(subject)
  const same = await alternate(peer, peer)
  const [a, b] = await alternate(ours, peer)
  const sameInterval = bootstrap(...same)
  return {
    ours: ours.name,
    peer: peer.name,
    versions: { node: process.version, [ours.name]: ours.version, [peer.name]: peer.version },
    unit,
    medians: { ours: median(a), peer: median(b) },
    ratio: bootstrap(a, b),
    same: sameInterval,
    valid: sameInterval.low >= 0.85 && sameInterval.high <= 1.15,
    samples: { ours: a, peer: b, same },
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  }
}

export function report({ ours, peer, unit, medians, ratio, same, valid }: Comparison): string {
  const interval = ({ low, high }: Interval) => `[${low.toFixed(2)}, ${high.toFixed(2)}]`
  return [
    `${ours} ${medians.ours.toFixed(2)} ${unit}, ${peer} ${medians.peer.toFixed(2)} ${unit}:`,
    `ratio ${ratio.ratio.toFixed(2)} ${interval(ratio)}`,
    `(same against same ${interval(same)}${valid ? '' : ': VOID, the machine is too restless'})`,
  ].join(' ')
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** Percentile bootstrap of the ratio of medians. Seeded, so that equal samples give equal intervals. */
export function bootstrap(a: readonly number[], b: readonly number[], draws = 5000): Interval {
  let state = 0x9e3779b9
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const resampled = (values: readonly number[]) => values.map(() => values[Math.floor(random() * values.length)] ?? 0)
  const ratios = Array.from({ length: draws }, () => median(resampled(a)) / median(resampled(b))).sort((x, y) => x - y)
  const at = (share: number) => ratios[Math.min(draws - 1, Math.floor(share * draws))] ?? 0
  return { ratio: median(a) / median(b), low: at(0.025), high: at(0.975) }
}
