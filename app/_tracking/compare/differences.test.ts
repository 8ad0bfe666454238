import { expect, it } from 'vitest'
import { type ComparedRun, compareRuns } from './differences.ts'

const run = (fields: Partial<ComparedRun>): ComparedRun => ({
  ...{ status: 'finished', kind: 'client', userName: 'ada', startedAt: 0, endedAt: 1 },
  ...{ params: [], metrics: [], tags: [], datasets: [], ...fields },
})
const pairs = (values: Record<string, string>) => Object.entries(values).map(([key, value]) => ({ key, value }))

it('parts parameters that differ from those that do not', () => {
  const { params } = compareRuns([
    run({ params: pairs({ a: '1', b: '2' }) }),
    run({ params: pairs({ a: '1', b: '3', c: '' }) }),
  ])
  expect(params.equal.map(({ key }) => key)).toEqual(['a'])
  expect(params.differing).toEqual([
    { key: 'b', values: ['2', '3'], best: [] },
    { key: 'c', values: [null, ''], best: [] },
  ])
})

it('marks the best of a metric whose name says which way is better', () => {
  const of = (loss: number | 'NaN', accuracy: number, odd: number) =>
    run({
      metrics: [
        { key: 'loss', value: loss },
        { key: 'accuracy', value: accuracy },
        { key: 'odd', value: odd },
      ],
    })
  const { metrics } = compareRuns([of(0.5, 0.9, 1), of('NaN', 0.9, 2), of(0.4, 0.8, 3)])
  expect(metrics.differing.map(({ key, best }) => [key, best])).toEqual([
    ['accuracy', [0, 1]],
    ['loss', [2]],
    ['odd', []],
  ])
})

it('leaves tags of programs out, and shows where runs came from', () => {
  const { tags, about } = compareRuns([
    run({ tags: pairs({ team: 'a', 'mlflow.source.name': 'x.py' }) }),
    run({ tags: pairs({ team: 'b', 'mlflow.source.name': 'y.py' }), userName: 'ben' }),
  ])
  expect(tags.differing.map(({ key }) => key)).toEqual(['team'])
  expect(about.differing.map(({ key }) => key)).toEqual(['by', 'from'])
})
