import type { OpenDemo } from '#services/demos/open.ts'
import type { DemoInput } from '#services/demos/page.ts'
import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'

export type Value = string | number | boolean | null
export type Row = Record<string, Value>

const text = words.demo

/** What a row from elsewhere says of the inputs that are shown; what it does not say is usual. */
export const rowOf = (inputs: readonly DemoInput[], given: Record<string, unknown> = {}): Row =>
  Object.fromEntries(inputs.map(({ name, usual }) => [name, name in given ? (given[name] as Value) : usual]))

/** What a page begins with. */
export const rowAtFirst = ({ inputs, examples }: Pick<OpenDemo, 'inputs' | 'examples'>): Row =>
  rowOf(inputs, examples[0])

/** Why an input cannot be sent as it is, if it cannot. */
export function problemOf({ type, missing }: DemoInput, value: Value | undefined): string | undefined {
  if (value === null || value === undefined || (value === '' && type !== 'text'))
    return missing > 0 ? undefined : text.needed
  if (type === 'number' || type === 'integer') {
    if (typeof value !== 'number' || !Number.isFinite(value)) return text.notNumber
    if (type === 'integer' && !Number.isInteger(value)) return text.notWhole
  }
  return undefined
}

/** As it is sent: an empty field is a missing value. */
export const sendable = (inputs: readonly DemoInput[], row: Row): Row =>
  Object.fromEntries(
    inputs.map(({ name, type }) => [name, row[name] === '' && type !== 'text' ? null : (row[name] ?? null)]),
  )

export function shownValue(value: unknown, unit?: string | null): string {
  if (value === null || value === undefined || value === '') return text.leftOut
  if (typeof value === 'boolean') return value ? text.yes : text.no
  const shown = typeof value === 'number' ? numberText(value) : String(value)
  return unit && typeof value === 'number' ? `${shown} ${unit}` : shown
}

/** The row as part of an address, without pictures, which are too long for one. */
export function rowInAddress(inputs: readonly DemoInput[], row: Row): string {
  const parts = inputs.filter(({ type }) => type !== 'image').map(({ name }) => [name, row[name] ?? null])
  return parts.length > 0 ? `#row=${encodeURIComponent(JSON.stringify(Object.fromEntries(parts)))}` : ''
}

export function rowFromAddress(hash: string): Record<string, unknown> | undefined {
  const found = /^#row=(.+)$/.exec(hash)?.[1]
  if (!found) return undefined
  try {
    const row: unknown = JSON.parse(decodeURIComponent(found))
    return typeof row === 'object' && row !== null ? (row as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
