import { expect, it } from 'vitest'
import { categoriesSeen } from '#engines/models/categories-seen.ts'
import type { ModelInput } from '#pipeline/ports/model.ts'
import { describedByRows } from './described-by-rows.ts'

const input = (name: string, type: ModelInput['type'], told: Partial<ModelInput> = {}): ModelInput => ({
  ...{ name, type, missing: 0 },
  ...told,
})
const sampled = (names: string[], rows: unknown[][]) => ({
  ...{ name: 'rows.csv', version: 1, total: rows.length, rows },
  columns: names.map((name) => ({ name, isText: false })),
})

it('counts categories, the most frequent first, and knows those that are not listed', () => {
  const cities = Array.from({ length: 250 }, (_, at) => [at < 50 ? 'Rome' : `city ${at}`])
  const { inputs, categories } = describedByRows([input('city', 'text')], sampled(['city'], cities))
  expect(inputs[0]).toMatchObject({ categoryCount: 201, categories: expect.arrayContaining([]) })
  expect(inputs[0]?.categories?.[0]).toEqual({ value: 'Rome', count: 50 })
  const seen = categoriesSeen(categories).get('city')
  expect([seen?.('city 249'), seen?.('Paris')]).toEqual([true, false])
})

it('reads values as the model takes them: true as true, digits as text, what is missing as null', () => {
  const inputs = [input('member', 'number'), input('code', 'text'), input('age', 'number')]
  const rows = sampled(
    ['age', 'member', 'code'],
    [
      [3, true, 7],
      [null, false, 8],
    ],
  )
  const described = describedByRows(inputs, rows)
  expect(described.examples).toEqual([
    { member: true, code: '7', age: 3 },
    { member: false, code: '8', age: null },
  ])
  expect(described.inputs).toMatchObject([{ type: 'boolean' }, { type: 'text' }, { range: [3, 3], missing: 0.5 }])
})

it('leaves what a person said', () => {
  const told = input('kind', 'text', { categories: [{ value: 'a', count: 0 }], categoryCount: 1, missing: 0.1 })
  expect(describedByRows([told], sampled(['kind'], [['a'], ['b']])).inputs).toEqual([
    { ...told, categories: [{ value: 'a', count: 1 }] },
  ])
})

it.each([
  [[['abc']], 'not a number in the column age: abc'],
  [[], 'there is no row in rows.csv'],
])('says what does not fit: %j', (rows, message) => {
  expect(() => describedByRows([input('age', 'number')], sampled(['age'], rows))).toThrow(message)
})
