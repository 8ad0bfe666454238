import { expect, test } from 'vitest'
import { waterfall } from './waterfall.ts'

const named = (count: number) => `${count} others`

test('a waterfall goes from the average to the answer, the strongest feature first', () => {
  const features = [
    { name: 'a', added: 0.1, error: 0 },
    { name: 'b', added: -0.3, error: 0 },
  ]
  const { bars, low, high } = waterfall(0.5, features, named)
  expect(bars.map(({ name, from, to }) => [name, from, Number(to.toFixed(6))])).toEqual([
    ['b', 0.5, 0.2],
    ['a', 0.2, 0.3],
  ])
  expect([low, high]).toEqual([0.2, 0.5])
})

test('the weakest of many features are put together, and nothing of the sum is lost', () => {
  const features = Array.from({ length: 30 }, (_, place) => ({
    name: `f${place}`,
    added: (place - 10) / 100,
    error: 0.01,
  }))
  const { bars, others } = waterfall(0, features, named)
  expect(bars).toHaveLength(12)
  expect(others).toBe(19)
  expect(bars.at(-1)).toMatchObject({ name: '19 others' })
  expect(bars.at(-1)?.to).toBeCloseTo(
    features.reduce((sum, { added }) => sum + added, 0),
    12,
  )
})

test('a model without features stands at its average', () => {
  expect(waterfall(3, [], named)).toMatchObject({ bars: [], low: 3, high: 3 })
})
