import { expect, it } from 'vitest'
import { smooth } from './smooth.ts'

const single = (values: (number | null)[]) => values.map((value) => ({ value, count: 1 }))

it('begins at the first value, not at nought', () => {
  expect(smooth(single([5, 5, 5]), 0.9).map((value) => value?.toFixed(6))).toEqual(['5.000000', '5.000000', '5.000000'])
})

it('changes nothing without a weight', () => {
  expect(smooth(single([1, 7, null]), 0)).toEqual([1, 7, null])
})

it('is a weighted mean of what was before', () => {
  expect(smooth(single([1, 2]), 0.5)[1]).toBeCloseTo((0.25 * 1 + 0.5 * 2) / 0.75)
})

it('passes over what is no number', () => {
  expect(smooth(single([1, null, 2]), 0.5)).toEqual([1, null, smooth(single([1, 2]), 0.5)[1]])
})

it('looks the same when neighbours are summed up', () => {
  const values = Array.from({ length: 1000 }, (_, at) => Math.sin(at / 200))
  const all = smooth(single(values), 0.97)
  const tens = Array.from({ length: 100 }, (_, at) => values.slice(at * 10, at * 10 + 10))
  const few = smooth(
    tens.map((ten) => ({ value: ten.reduce((sum, one) => sum + one) / 10, count: 10 })),
    0.97,
  )
  few.forEach((value, at) => {
    expect(value).toBeCloseTo(all[at * 10 + 9] ?? 0, 1)
  })
})
