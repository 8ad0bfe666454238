import { numberText } from '../_ui/number-text.tsx'

/** A measured value as it travels: JSON has no NaN and no infinities. */
export type Measured = number | 'NaN' | 'Infinity' | '-Infinity'

export const measured = (value: Measured): number => Number(value)

/** With four decimals where that says enough, so that a column aligns. */
export function measuredText(value: Measured): string {
  if (typeof value !== 'number') return { NaN: 'NaN', Infinity: '∞', '-Infinity': '−∞' }[value]
  if (Number.isInteger(value) && Math.abs(value) < 10_000) return String(value)
  const size = Math.abs(value)
  return size >= 1000 || size < 0.0005 ? numberText(value) : value.toFixed(4)
}

/** A parameter as people read it: of a number the digits that matter. */
export function paramText(value: string): string {
  const number = Number(value)
  return value.length > 9 && /^-?[\d.]+(e-?\d+)?$/i.test(value) && Number.isFinite(number)
    ? String(Number(number.toPrecision(6)))
    : value
}
