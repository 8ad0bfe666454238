import { expect, test } from 'vitest'
import type { ModelInput } from '#pipeline/ports/model.ts'
import type { Row } from './check-rows.ts'
import { counterfactual } from './counterfactual.ts'

const inputs: ModelInput[] = [
  { name: 'age', type: 'integer', missing: 0, range: [0, 100] },
  { name: 'income', type: 'number', missing: 0, range: [0, 1000] },
  {
    name: 'town',
    type: 'text',
    missing: 0,
    categories: [
      { value: 'north', count: 3 },
      { value: 'south', count: 2 },
    ],
  },
  { name: 'note', type: 'text', missing: 0 },
]
const row: Row = { age: 20, income: 100, town: 'north', note: 'free' }
const asked = (margin: (row: Row) => number, most = 4) =>
  counterfactual({ row, inputs, most, margin: async (rows) => rows.map(margin) })
const number = (value: Row[string] | undefined) => value as number

test('one feature is changed where one is enough, no further than it must', async () => {
  const { found, tried } = await asked(({ income, town }) => Math.max(number(income) - 437, town === 'south' ? 1 : -1))
  expect(tried).toBe(1)
  expect(found?.changes).toEqual([{ name: 'income', from: 100, to: 440 }])
  expect(found?.distance).toBeCloseTo(0.34)
  const whole = await asked(({ age }) => number(age) - 40.5)
  expect(whole.found?.changes).toEqual([{ name: 'age', from: 20, to: 41 }])
})

test('another category counts as far as from one end of a range to the other', async () => {
  const { found } = await asked(({ town }) => (town === 'south' ? 1 : -1))
  expect(found).toEqual({ changes: [{ name: 'town', from: 'north', to: 'south' }], distance: 1 })
})

test('several are changed together where no fewer do', async () => {
  const two = await asked(({ age, town }) => Math.min(number(age) - 60, town === 'south' ? 1 : -1))
  expect(two.found?.changes.map(({ name }) => name).toSorted()).toEqual(['age', 'town'])
  expect(two.found?.distance).toBeLessThan(1.45)
  const three = await asked(
    ({ age, income, town }) => (number(age) - 50) / 50 + (number(income) - 500) / 500 + (town === 'south' ? 0 : -1.6),
  )
  expect(three.found?.changes.length).toBeLessThanOrEqual(3)
  expect(three.found).not.toBeNull()
})

test('nothing is found where nothing that training saw leads there', async () => {
  const { found, tried, rowsAsked } = await asked(({ income }) => number(income) - 2000, 3)
  expect([found, tried]).toEqual([null, 3])
  expect(rowsAsked).toBeLessThan(5000)
})
