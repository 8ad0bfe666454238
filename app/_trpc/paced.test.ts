import { expect, it } from 'vitest'
import { paced } from './paced.ts'

async function* burst(values: number[], after?: Error) {
  yield* values
  if (after) throw after
}

const collect = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const seen: T[] = []
  for await (const value of source) seen.push(value)
  return seen
}

it('tells the newest of a burst and never loses its end', async () => {
  const seen = await collect(paced(burst([1, 2, 3, 4, 5]), 5))
  expect(seen.at(-1)).toBe(5)
  expect(seen.length).toBeLessThan(5)
})

it('ends with the failure of its source', () =>
  expect(collect(paced(burst([1], new Error('gone')), 1))).rejects.toThrow('gone'))

it('ends when its source has nothing', async () => expect(await collect(paced(burst([]), 1))).toEqual([]))
