import { expect, it } from 'vitest'
import { dimensionsOf, placeAlong } from './dimensions.ts'

const run = (depth: string, booster: string, loss: number | 'NaN') => ({
  ...{ status: 'finished', kind: 'client', userName: '', startedAt: 0, endedAt: 1, tags: [], datasets: [] },
  params: [
    { key: 'depth', value: depth },
    { key: 'booster', value: booster },
    { key: 'seed', value: '1' },
  ],
  metrics: [{ key: 'loss', value: loss }],
})
const dimensions = dimensionsOf([run('2', 'tree', 0.5), run('10', 'dart', 'NaN'), run('6', 'tree', 1)])
const of = (id: string) => {
  const found = dimensions.find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}

it('are what differs: numbers where all are numbers, names otherwise', () => {
  expect(dimensions.map(({ id, form }) => `${id} ${form}`)).toEqual([
    'params.booster names',
    'params.depth numbers',
    'metrics.loss numbers',
  ])
})

it('place what has a value, and leave out what has none', () => {
  expect(of('params.depth').values.map((value) => placeAlong(of('params.depth'))(value ?? 0))).toEqual([0, 1, 0.5])
  expect(of('metrics.loss').values).toEqual([0.5, null, 1])
  expect(placeAlong(of('params.booster'))('tree')).toBe(1)
})
