import { Fault } from '#pipeline/fault.ts'
import { nearest } from '#pipeline/nearest.ts'
import { type ModelInput, missingText, type Signature } from '#pipeline/ports/model.ts'
import type { CategoriesSeen } from './categories-seen.ts'

/** A picture of the size that a model sees: its bytes, row by row and channel by channel, and as PNG in a data URL. */
export interface Pixels {
  bytes: Uint8Array
  url: string
}

/** Values by column, as a model was trained on them: null where one is missing. */
export type Row = Record<string, number | boolean | string | Pixels | null>

/** Something a model answers in spite of, less surely than it seems. `row` counts from 1. */
export interface Warning {
  row: number
  column: string
  message: string
}

export interface CheckedRows {
  rows: Row[]
  warnings: Warning[]
}

export const mostRows = 10_000
const mostWarnings = 100
const mostText = 100_000

const wanted = {
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  text: 'a string',
  image: 'a picture',
} as const satisfies Record<ModelInput['type'], string>

const fits = {
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  text: (value) => typeof value === 'string',
  image: (value) =>
    typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array,
} as const satisfies Record<ModelInput['type'], (value: unknown) => boolean>

export const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  if (typeof value === 'boolean') return 'true or false'
  return typeof value === 'number' && !Number.isFinite(value) ? 'a number that is not finite' : `a ${typeof value}`
}

/** Holds what a caller sends against a signature, and against the categories it does not list, where they are known. Faults: INVALID_INPUT with the row (from 1) and column; LIMIT. */
export function checkRows({ inputs }: Signature, given: unknown, seen: CategoriesSeen = nothingSeen): CheckedRows {
  if (!Array.isArray(given)) throw new Fault('INVALID_INPUT', `the rows must be a list: ${kindOf(given)}`)
  if (given.length === 0) throw new Fault('INVALID_INPUT', 'there is no row', { hint: 'send at least one' })
  if (given.length > mostRows)
    throw new Fault('LIMIT', `too many rows at once: ${given.length}`, { hint: `send at most ${mostRows}` })
  const columns = columnsOf(inputs, seen)
  const warnings: Warning[] = []
  const rows = given.map((row: unknown, index) => {
    const place = index + 1
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      throw new Fault('INVALID_INPUT', `a row must be an object with a value by column: ${kindOf(row)}`, {
        at: { row: place },
      })
    refuseUnknown(Object.keys(row), columns, place)
    return Object.fromEntries(
      inputs.map((input) => {
        const value = Object.hasOwn(row, input.name) ? (row as Record<string, unknown>)[input.name] : undefined
        const checked = checkValue(input, value, place)
        const doubt = columns.get(input.name)?.doubt(checked)
        if (doubt && warnings.length < mostWarnings) warnings.push({ row: place, column: input.name, message: doubt })
        return [input.name, checked]
      }),
    )
  })
  return { rows, warnings }
}

type Columns = Map<string, ReturnType<typeof inTraining>>

const nothingSeen: CategoriesSeen = new Map()
const known = new WeakMap<readonly ModelInput[], { seen: CategoriesSeen; columns: Columns }>()

/** Made once for a version, not for each of its requests. */
function columnsOf(inputs: readonly ModelInput[], seen: CategoriesSeen): Columns {
  const before = known.get(inputs)
  if (before?.seen === seen) return before.columns
  const columns = new Map(inputs.map((input) => [input.name, inTraining(input, seen.get(input.name))]))
  known.set(inputs, { seen, columns })
  return columns
}

function checkValue(input: ModelInput, value: unknown, row: number): Row[string] {
  const at = { row, column: input.name }
  if (value === undefined || value === null || value === missingText) {
    if (input.missing > 0) return null
    const what = value === undefined ? 'missing column' : 'null value'
    throw new Fault('INVALID_INPUT', `${what}: ${input.name}`, {
      at,
      hint: `send ${wanted[input.type]}; in training no row was without one`,
    })
  }
  if (!fits[input.type](value))
    throw new Fault('INVALID_INPUT', `${kindOf(value)} where the model wants ${wanted[input.type]}: ${input.name}`, {
      at,
      hint: hintFor(input, value),
    })
  if (typeof value === 'string' && value.length > mostText)
    throw new Fault('LIMIT', `a string that is too long: ${value.length} characters`, { at })
  return value as Row[string]
}

function hintFor({ type, categories, range }: ModelInput, value: unknown): string {
  if (type === 'image') return 'send a PNG, JPEG or WebP file in base64, or as a data URL'
  if (type === 'text')
    return categories?.[0] ? `for example ${JSON.stringify(categories[0].value)}` : 'put it in quotes'
  if (type === 'boolean') return 'send true or false without quotes'
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
    const seen = range ? `; in training it was ${range[0]} to ${range[1]}` : ''
    return `too large for a number${seen}`
  }
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
  if (type === 'integer' && Number.isFinite(value)) return `for example ${Math.round(value as number)}`
  return Number.isFinite(number) ? `send ${number} without quotes` : 'send a number, or null where the column allows it'
}

function refuseUnknown(names: string[], columns: ReadonlyMap<string, unknown>, row: number): void {
  const unknown = names.find((name) => !columns.has(name))
  if (unknown === undefined) return
  const meant = nearest(unknown, columns.keys())
  throw new Fault('INVALID_INPUT', `the model has no such column: ${unknown}`, {
    at: { row, column: unknown },
    hint: meant ? `did you mean ${meant}? Otherwise leave it out` : 'leave it out',
  })
}

/** Knows what of a column was seen in training. */
function inTraining({ name, range, categories, categoryCount }: ModelInput, others?: (category: string) => boolean) {
  const listed = new Set(categories?.map(({ value }) => value))
  const all = categories && categories.length >= (categoryCount ?? categories.length)
  const isKnown = all ? () => false : (others ?? (() => true))
  return {
    doubt: (value: Row[string]): string | undefined => {
      if (typeof value === 'string' && categories && !listed.has(value) && !isKnown(value))
        return `never seen in training: ${value.slice(0, 100)}`
      if (typeof value === 'number' && range && (value < range[0] || value > range[1]))
        return `outside of what was seen in training (${range[0]} to ${range[1]}): ${name} = ${value}`
      return undefined
    },
  }
}
