import { numberText } from '../../_ui/number-text.tsx'

interface Range {
  min?: number | string | undefined
  max?: number | string | undefined
}

/** From the least to the greatest value. */
export function rangeText({ min, max }: Range): string | undefined {
  if (min === undefined || max === undefined) return undefined
  const text = (end: number | string) => (typeof end === 'number' ? numberText(end) : end)
  return min === max ? text(min) : `${text(min)} – ${text(max)}`
}
