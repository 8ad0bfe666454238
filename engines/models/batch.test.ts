import { describe, expect, it } from 'vitest'
import { batch } from './batch.ts'

/** Runs that end when told to. */
const held = () => {
  const runs: { items: number[]; end(): void }[] = []
  const run = (items: number[]) =>
    new Promise<number[]>((resolve, reject) => {
      const end = () => (items.includes(13) ? reject(new Error('unlucky')) : resolve(items.map((item) => item * 2)))
      runs.push({ items, end })
    })
  return { runs, run }
}

/** Until everything that follows from what has happened is done. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('batching', () => {
  it('joins the calls that come in together, and those that come while it is under way', async () => {
    const { runs, run } = held()
    const { add } = batch(run, 100)
    const together = [add([1]), add([2])]
    await settled()
    const [third, fourth] = [add([3, 4]), add([5])]
    expect(runs.map(({ items }) => items)).toEqual([[1, 2]])
    runs[0]?.end()
    expect(await Promise.all(together)).toEqual([[2], [4]])
    await settled()
    expect(runs[1]?.items).toEqual([3, 4, 5])
    runs[1]?.end()
    expect(await Promise.all([third, fourth])).toEqual([[6, 8], [10]])
  })

  it('joins no more than may go at once', async () => {
    const { runs, run } = held()
    const { add } = batch(run, 3)
    const calls = [add([1]), add([2, 3]), add([4, 5])]
    await settled()
    expect(runs.map(({ items }) => items)).toEqual([[1, 2, 3]])
    runs[0]?.end()
    await settled()
    expect(runs[1]?.items).toEqual([4, 5])
    runs[1]?.end()
    expect(await calls[2]).toEqual([8, 10])
  })

  it('fails a call for its own rows only', async () => {
    const { add } = batch(async (items: number[]) => {
      if (items.includes(13)) throw new Error('unlucky')
      return items
    }, 100)
    const outcomes = await Promise.allSettled([add([1]), add([2]), add([13]), add([3])])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  })
})
