import { type Column, typeFamily } from '#pipeline/columns.ts'

export interface ColumnProfile {
  /** Share of the rows, 0 to 1. */
  missing: number
  histogram?: { edges: number[]; counts: number[] }
  top?: { value: string; count: number }[]
}

const bins = 20

/** What the rows at hand say of each column. */
export function profileOf(columns: readonly Column[], rows: readonly (readonly unknown[])[]): ColumnProfile[] {
  return columns.map(({ type }, index) => {
    const values = rows.map((row) => row[index]).filter((value) => value !== null && value !== undefined)
    const missing = rows.length === 0 ? 0 : 1 - values.length / rows.length
    const family = typeFamily(type)
    if (family === 'number' || family === 'integer') {
      const histogram = histogramOf(values.map(Number).filter(Number.isFinite))
      return { missing, ...(histogram && { histogram }) }
    }
    return family === 'text' || family === 'boolean' ? { missing, top: mostFrequent(values.map(String)) } : { missing }
  })
}

function histogramOf(numbers: readonly number[]): ColumnProfile['histogram'] {
  if (numbers.length === 0) return undefined
  const [low, high] = numbers.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity])
  const width = (high - low) / bins || 1
  const counts = new Array<number>(bins).fill(0)
  for (const value of numbers) {
    const bin = Math.min(Math.floor((value - low) / width), bins - 1)
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return { edges: [...counts.keys(), bins].map((bin) => low + bin * width), counts }
}

function mostFrequent(texts: readonly string[]): { value: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
}
