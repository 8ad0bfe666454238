import { expect, it } from 'vitest'
import { aligned, cellText, decimalsOf, rawText } from './cell-text.ts'

it('puts the decimal points of a column in a line', () => {
  const rows = [[18], [18.75], [null], [-3.5], [1e-9]]
  const decimals = decimalsOf(rows, 0)
  expect(decimals).toBe(2)
  expect([18, 18.75, -3.5].map((value) => aligned(value, decimals))).toEqual(['18   ', '18.75', '-3.5 '])
})

it('shows few digits and copies all of them', () => {
  expect(cellText(0.1 + 0.2)).toBe('0.3')
  expect(rawText(0.1 + 0.2)).toBe('0.30000000000000004')
  expect(cellText(null)).toBe('missing')
  expect(rawText(null)).toBe('')
  expect(rawText([1, 2])).toBe('[1,2]')
})
