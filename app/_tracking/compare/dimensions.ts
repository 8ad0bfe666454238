import type { Compared } from './compared.ts'

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
export function dimensionsOf({ params, metrics }: Pick<Compared, 'params' | 'metrics'>): Dimension[] {
  const given = params.map(({ name, values }): Dimension => {
    const form = values.every((text) => text === null || isNumber(text)) ? 'numbers' : 'names'
    const placed = values.map((text) => (text === null || form === 'names' ? text : Number(text)))
    return { id: `params.${name}`, title: name, form, values: placed }
  })
  const measured = metrics.map(({ name, values }): Dimension => {
    const placed = values.map((value) => (typeof value === 'number' ? value : null))
    return { id: `metrics.${name}`, title: name, form: 'numbers', values: placed }
  })
  return [...given, ...measured].filter(({ values }) => new Set(values.filter((value) => value !== null)).size > 1)
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
