import { expect, it } from 'vitest'
import { suggest } from './suggest.ts'

const keys = [
  { entity: 'metric', key: 'accuracy' },
  { entity: 'metric', key: 'val loss' },
  { entity: 'param', key: 'depth' },
] as const
const labels = (filter: string) => suggest(filter, filter.length, keys).map(({ label }) => label)

it('offers names that there are, by what is typed of them', () => {
  expect(labels('acc')).toEqual(['metrics.accuracy'])
  expect(labels('metrics.')).toEqual(['metrics.accuracy', 'metrics.`val loss`'])
  expect(labels('(dep')).toEqual(['params.depth'])
})

it('takes a name in, and leaves the rest as it is', () => {
  expect(suggest('dep = 3', 3, keys)[0]).toEqual({ filter: 'params.depth = 3', caret: 13, label: 'params.depth' })
})

it('offers values where there are few, and words that join after a comparison', () => {
  expect(labels("status = 'FI")).toEqual(["'FINISHED'"])
  expect(labels('metrics.accuracy > 0.9 ')).toEqual(['and', 'or'])
})

it('offers nothing where a value stands', () => {
  expect(labels('metrics.accuracy > ')).toEqual([])
  expect(labels('metrics.accuracy > 0.')).toEqual([])
})
