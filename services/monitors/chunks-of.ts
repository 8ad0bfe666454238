export interface Chunk {
  from: Date
  until: Date
}

/** A window in parts of equal length, each of whole minutes. */
export function chunksOf({ from, until, count }: { from: Date; until: Date; count: number }): Chunk[] {
  const minutes = Math.max(1, Math.ceil((until.getTime() - from.getTime()) / 60_000 / count))
  const length = minutes * 60_000
  const parts = Math.max(1, Math.ceil((until.getTime() - from.getTime()) / length))
  return Array.from({ length: parts }, (_, place) => ({
    from: new Date(from.getTime() + place * length),
    until: new Date(Math.min(until.getTime(), from.getTime() + (place + 1) * length)),
  }))
}

export const within = <Row>(rows: readonly Row[], { from, until }: Chunk, at: (row: Row) => Date): Row[] =>
  rows.filter((row) => at(row) >= from && at(row) < until)
