import { measured } from '../figures.ts'
import type { ComparedRun } from './differences.ts'

/** Something by which runs can be placed: along numbers, or among names. */
export interface Dimension {
  /** `metrics.loss`, `params.depth`. */
  id: string
  title: string
  form: 'numbers' | 'names'
  /** One for each run; null where it has none that can be placed. */
  values: (number | string | null)[]
}

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text))

/** Parameters and metrics by which runs differ. */
export function dimensionsOf(runs: readonly ComparedRun[]): Dimension[] {
  const keysOf = (of: (run: ComparedRun) => readonly { key: string }[]) =>
    [...new Set(runs.flatMap((run) => of(run).map(({ key }) => key)))].sort()
  const params = keysOf(({ params }) => params).map((key): Dimension => {
    const texts = runs.map(({ params }) => params.find((one) => one.key === key)?.value ?? null)
    const form = texts.every((text) => text === null || isNumber(text)) ? 'numbers' : 'names'
    const values = texts.map((text) => (text === null || form === 'names' ? text : Number(text)))
    return { id: `params.${key}`, title: key, form, values }
  })
  const metrics = keysOf(({ metrics }) => metrics).map((key): Dimension => {
    const values = runs.map(({ metrics }) => {
      const found = metrics.find((one) => one.key === key)
      const value = found && measured(found.value)
      return value !== undefined && Number.isFinite(value) ? value : null
    })
    return { id: `metrics.${key}`, title: key, form: 'numbers', values }
  })
  return [...params, ...metrics].filter(({ values }) => new Set(values.filter((value) => value !== null)).size > 1)
}

export const namesOf = ({ values }: Dimension): string[] =>
  [...new Set(values.flatMap((value) => (typeof value === 'string' ? [value] : [])))].sort()

/** From 0 to 1 along a dimension. */
export function placeAlong(dimension: Dimension): (value: number | string) => number {
  if (dimension.form === 'names') {
    const names = namesOf(dimension)
    return (value) => (names.length < 2 ? 0.5 : names.indexOf(String(value)) / (names.length - 1))
  }
  const known = dimension.values.flatMap((value) => (typeof value === 'number' ? [value] : []))
  const [low, high] = [Math.min(...known), Math.max(...known)]
  return (value) => (high === low ? 0.5 : (Number(value) - low) / (high - low))
}
