import type { ModelInput } from '#pipeline/ports/model.ts'
import type { Row } from './check-rows.ts'

type Value = Row[string]

/** Other values of a column that training saw, `steps` of a number's range; none of pictures and free texts. */
export function candidatesOf(
  { type, range, categories }: Omit<ModelInput, 'unit'>,
  value: Value,
  steps: number,
): Value[] {
  switch (type) {
    case 'image':
      return []
    case 'text':
      return (categories ?? []).slice(0, steps).flatMap((one) => (one.value === value ? [] : [one.value]))
    case 'boolean':
      return [true, false].filter((one) => one !== value)
    case 'number':
    case 'integer':
      return typeof value === 'number' ? grid(type, range, steps).filter((one) => one !== value) : []
  }
}

/** Evenly from the least to the most that training saw. */
export function grid(type: 'number' | 'integer', range: Omit<ModelInput, 'unit'>['range'], steps: number): number[] {
  if (!range || range[0] === range[1]) return []
  const [low, high] = range
  const all = Array.from({ length: steps }, (_, place) => low + ((high - low) * place) / Math.max(1, steps - 1))
  return [...new Set(type === 'integer' ? all.map(Math.round) : all)]
}

/** Gower's: a number's by the range that training saw, anything else 0 or 1. */
export function distanceOf({ range }: Omit<ModelInput, 'unit'>, from: Value, to: Value): number {
  if (from === to) return 0
  if (typeof from !== 'number' || typeof to !== 'number' || !range || range[0] === range[1]) return 1
  return Math.abs(to - from) / (range[1] - range[0])
}
