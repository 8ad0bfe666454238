import { expect, it } from 'vitest'
import { mainMetric, shownMetrics } from './metrics.ts'

it('shows a baseline beside its figure and not on its own', () => {
  const metrics = { f1: 0.8, baselineAccuracy: 0.5, accuracy: 0.9, own: 1 }
  expect(shownMetrics(metrics)).toEqual([
    { name: 'accuracy', value: 0.9, baseline: 0.5 },
    { name: 'f1', value: 0.8 },
    { name: 'own', value: 1 },
  ])
})

it('tells a model by the figure that says most, or by any', () => {
  expect(mainMetric({ rmse: 2, r2: 0.4 })?.name).toBe('r2')
  expect(mainMetric({ own: 1 })).toEqual({ name: 'own', value: 1 })
  expect(mainMetric({})).toBeUndefined()
})
