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

const numbersOf = ({ values }: Dimension): number[] =>
  values.flatMap((value) => (typeof value === 'number' ? [value] : []))

/** From so many powers of ten on even steps would put all small values at one place. */
const decades = 3

/** Whether each step of its axis is a power of ten. */
export function isLogarithmic(dimension: Dimension): boolean {
  const known = numbersOf(dimension)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  return known.length > 0 && low > 0 && Math.log10(high) - Math.log10(low) > decades - 1e-9
}

/** From 0 to 1 along a dimension. */
export function placeAlong(dimension: Dimension): (value: number | string) => number {
  if (dimension.form === 'names') {
    const names = namesOf(dimension)
    return (value) => (names.length < 2 ? 0.5 : names.indexOf(String(value)) / (names.length - 1))
  }
  const scale = isLogarithmic(dimension) ? Math.log10 : (value: number) => value
  const known = numbersOf(dimension)
  const [low, high] = [scale(Math.min(...known)), scale(Math.max(...known))]
  return (value) => (high === low ? 0.5 : (scale(Number(value)) - low) / (high - low))
}

/** Numbers to stand at the axis: both ends, and between them the middle, or powers of ten that leave room. */
export function ticksAlong(dimension: Dimension): number[] {
  const known = numbersOf(dimension)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  if (!isLogarithmic(dimension)) return [low, (low + high) / 2, high]
  const place = placeAlong(dimension)
  const first = Math.ceil(Math.log10(low))
  const powers = Array.from({ length: Math.floor(Math.log10(high)) - first + 1 }, (_, at) => first + at)
  const step = Math.ceil(powers.length / 6)
  // Beyond 1e-15 a power that is computed is not the one that is written.
  const between = powers.filter((_, at) => at % step === 0).map((power) => Number(`1e${power}`))
  const room = 0.08
  return [low, ...between.filter((value) => place(value) > room && place(value) < 1 - room), high]
}
