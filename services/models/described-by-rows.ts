import { createHash } from 'node:crypto'
import type { CategoryDigests } from '#engines/models/categories-seen.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Histogram, ModelInput } from '#pipeline/ports/model.ts'
import type { SampledRows } from './sample-rows.ts'

const bins = 20
const listed = 100
const examplesKept = 10
const backgroundKept = 100

export interface Described {
  inputs: ModelInput[]
  /** As a caller would send them. */
  examples: Record<string, unknown>[]
  background: Record<string, unknown>[]
  categories: CategoryDigests
  /** How the numbers to predict lay, where the rows have them. */
  target?: Histogram
}

type Value = number | boolean | string | null

/**
 * What a model's columns hold, as rows show it; what a person said of a column stands. Faults: INVALID_INPUT where the rows
 * lack a column, or hold what its type does not.
 */
export function describedByRows(inputs: readonly ModelInput[], sampled: SampledRows): Described {
  if (sampled.rows.length === 0) throw unfit(`there is no row in ${sampled.name}`, 'choose a file with some')
  const columns = inputs.map((input) => {
    const place = sampled.columns.findIndex(({ name }) => name === input.name)
    if (place < 0)
      throw unfit(
        `${sampled.name} has no such column: ${input.name}`,
        `it has ${sampled.columns
          .slice(0, 20)
          .map(({ name }) => name)
          .join(', ')}`,
      )
    return columnOf(
      input,
      sampled.rows.map((row) => row[place]),
    )
  })
  const row = (at: number) => Object.fromEntries(columns.map(({ input, values }) => [input.name, values[at] ?? null]))
  const digests = columns.flatMap(({ input, values }) => {
    const text = digestsOf(input, values)
    return text === undefined ? [] : [[input.name, text]]
  })
  return {
    inputs: columns.map(({ input }) => input),
    examples: spread(sampled.rows.length, examplesKept).map(row),
    background: spread(sampled.rows.length, backgroundKept).map(row),
    categories: Object.fromEntries(digests) as CategoryDigests,
  }
}

function columnOf(told: ModelInput, raw: readonly unknown[]): { input: ModelInput; values: Value[] } {
  const known = raw.filter((value) => value !== null && value !== undefined)
  const isBoolean = told.type === 'number' && known.length > 0 && known.every((value) => typeof value === 'boolean')
  const type = isBoolean ? 'boolean' : told.type
  const values = raw.map((value) => readValue(told.name, type, value))
  const share = Number((values.filter((value) => value === null).length / values.length).toFixed(6))
  const head = { ...told, type, missing: Math.max(told.missing, share) }
  if (type === 'text') return { input: { ...head, ...categoriesOf(told, values) }, values }
  const numbers = values.filter((value) => typeof value === 'number')
  if (type === 'boolean' || numbers.length === 0) return { input: head, values }
  const range = told.range ?? rangeOf(numbers)
  return { input: { ...head, range, histogram: histogramOf(numbers) }, values }
}

function readValue(name: string, type: ModelInput['type'], value: unknown): Value {
  if (value === null || value === undefined) return null
  if (type === 'text') return String(value)
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)
  if (type === 'boolean' && (number === 0 || number === 1)) return number === 1
  if (type === 'number' && Number.isFinite(number)) return number
  if (type === 'integer' && Number.isInteger(number)) return number
  throw new Fault('INVALID_INPUT', `not ${wanted[type]} in the column ${name}: ${String(value).slice(0, 80)}`, {
    at: { param: 'rows', column: name },
    hint: 'the model takes numbers there: choose rows as it was trained on, or name the columns in its order',
  })
}

const wanted = { number: 'a number', integer: 'a whole number', boolean: 'true or false', text: '', image: 'a picture' }

const rangeOf = (numbers: readonly number[]): [number, number] => [
  numbers.reduce((low, value) => Math.min(low, value)),
  numbers.reduce((high, value) => Math.max(high, value)),
]

function histogramOf(numbers: readonly number[]): Histogram {
  const [low, high] = rangeOf(numbers)
  if (low === high) return { edges: [low, high], counts: [numbers.length] }
  const counts = new Array<number>(bins).fill(0)
  for (const value of numbers) {
    const place = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))
    counts[place] = (counts[place] ?? 0) + 1
  }
  return { edges: Array.from({ length: bins + 1 }, (_, at) => low + (at * (high - low)) / bins), counts }
}

function categoriesOf({ categories: told }: ModelInput, values: readonly Value[]) {
  const counts = countsOf(values)
  if (told) return { categories: told.map(({ value }) => ({ value, count: counts.get(value) ?? 0 })) }
  const found = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
  return {
    categories: found.slice(0, listed).map(([value, count]) => ({ value, count })),
    categoryCount: found.length,
  }
}

function countsOf(values: readonly Value[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Of a column with more categories than are listed: as `categoriesSeen` reads them. */
function digestsOf({ type, categoryCount = 0 }: ModelInput, values: readonly Value[]): string | undefined {
  if (type !== 'text' || categoryCount <= listed) return undefined
  const digests = [...countsOf(values).keys()].map((value) =>
    createHash('sha256').update(value).digest().subarray(0, 6),
  )
  return Buffer.concat(digests.sort(Buffer.compare)).toString('base64')
}

/** How the numbers of a column lie; undefined where there is no such column, or no numbers in it. */
export function spreadByRows(target: string, { columns, rows }: SampledRows): Histogram | undefined {
  const place = columns.findIndex(({ name, isText }) => name === target && !isText)
  const numbers = rows.flatMap((row) => (typeof row[place] === 'number' ? [row[place]] : []))
  return numbers.length > 0 ? histogramOf(numbers) : undefined
}

/** So many places among all, evenly. */
const spread = (all: number, wish: number): number[] =>
  Array.from({ length: Math.min(all, wish) }, (_, at) => Math.floor((at * all) / Math.min(all, wish)))

const unfit = (message: string, hint: string) => new Fault('INVALID_INPUT', message, { at: { param: 'rows' }, hint })
