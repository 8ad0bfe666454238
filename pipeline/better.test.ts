import { expect, it } from 'vitest'
import { bestOf, betterWay } from './better.ts'

it.each([
  ['accuracy', 'higher'],
  ['balancedAccuracy', 'higher'],
  ['training_f1_score', 'higher'],
  ['r2', 'higher'],
  ['logLoss', 'lower'],
  ['val_loss', 'lower'],
  ['medianAbsoluteError', 'lower'],
  ['test-rmse', 'lower'],
  ['baselineAccuracy', undefined],
  ['epochs', undefined],
  ['gloss', undefined],
])('%s is better %s', (name, way) => expect(betterWay(name)).toBe(way))

it('marks the best, all of those that share it, and none where nothing differs or the name does not tell', () => {
  expect(bestOf('accuracy', [0.8, 0.9, null, 0.9])).toEqual([1, 3])
  expect(bestOf('rmse', [3, 2])).toEqual([1])
  expect(bestOf('rmse', [2, 2])).toEqual([])
  expect(bestOf('epochs', [1, 2])).toEqual([])
  expect(bestOf('accuracy', [null, 0.5])).toEqual([])
  expect(bestOf('accuracy', [Number.NaN, 0.5])).toEqual([])
})
