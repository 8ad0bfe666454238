import { expect, it } from 'vitest'
import { dimensionsOf, isLogarithmic, placeAlong, ticksAlong } from './dimensions.ts'

const row = <T>(name: string, values: (T | null)[]) => ({ name, values, differs: 'differs' as const })
const dimensions = dimensionsOf({
  params: [
    row('booster', ['tree', 'dart', 'tree']),
    row('depth', ['2', '10', '6']),
    row('lr', ['0.0001', '0.1', '0.001']),
    row('shift', ['0', '1000', '1']),
    { ...row('seed', ['1', '1', '1']), differs: 'same' },
  ],
  metrics: [row('loss', [0.5, 'NaN' as const, 1])],
})
const of = (id: string) => {
  const found = dimensions.find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}

it('are what differs: numbers where all are numbers, names otherwise', () => {
  expect(dimensions.map(({ id, form }) => `${id} ${form}`)).toEqual([
    'params.booster names',
    'params.depth numbers',
    'params.lr numbers',
    'params.shift numbers',
    'metrics.loss numbers',
  ])
})

it('place what has a value, and leave out what has none', () => {
  expect(of('params.depth').values.map((value) => placeAlong(of('params.depth'))(value ?? 0))).toEqual([0, 1, 0.5])
  expect(of('metrics.loss').values).toEqual([0.5, null, 1])
  expect(placeAlong(of('params.booster'))('tree')).toBe(1)
})

it('step by powers of ten where positive numbers span three of them', () => {
  const lr = of('params.lr')
  expect([lr, of('params.shift'), of('params.depth'), of('params.booster')].map(isLogarithmic)).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect(placeAlong(lr)(0.001)).toBeCloseTo(1 / 3, 12)
  expect(ticksAlong(lr)).toEqual([0.0001, 0.001, 0.01, 0.1])
  expect(ticksAlong(of('params.depth'))).toEqual([2, 6, 10])
})
