import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFrontier, type OutlinedStep } from './frontier.ts'

const short = (node: string, ...needs: string[]): OutlinedStep => ({ node, needs, length: 'short' })
const long = (node: string, ...needs: string[]): OutlinedStep => ({ node, needs, length: 'long' })
const names = (work: OutlinedStep[][]) => work.map((row) => row.map(({ node }) => node))

describe('a frontier', () => {
  it('takes a line of short steps as one piece of work', () => {
    const frontier = createFrontier([short('a'), short('b', 'a'), short('c', 'b'), long('train', 'c')])
    expect(names(frontier.take(10))).toEqual([['a', 'b', 'c']])
    for (const node of ['a', 'b', 'c']) frontier.settle(node, 'done')
    expect(names(frontier.take(10))).toEqual([['train']])
  })

  it('lets the two sides of a diamond go side by side', () => {
    const frontier = createFrontier([short('a'), short('b', 'a'), short('c', 'a'), short('d', 'b', 'c')])
    expect(names(frontier.take(10))).toEqual([['a']])
    frontier.settle('a', 'done')
    expect(names(frontier.take(10))).toEqual([['b'], ['c']])
    frontier.settle('b', 'done')
    expect(frontier.take(10)).toEqual([])
    frontier.settle('c', 'done')
    expect(names(frontier.take(10))).toEqual([['d']])
  })

  it('gives up exactly what depends on a step that did not end well', () => {
    const frontier = createFrontier([
      long('a'),
      long('b', 'a'),
      long('c', 'b'),
      long('x'),
      long('y', 'x', 'c'),
      long('z', 'x'),
    ])
    frontier.take(10)
    expect(frontier.settle('a', 'ended')).toEqual(['b', 'c', 'y'])
    expect(frontier.settle('x', 'done')).toEqual([])
    expect(names(frontier.take(10))).toEqual([['z']])
  })

  it('takes no more at once than it is allowed to', () => {
    const frontier = createFrontier(['a', 'b', 'c'].map((node) => long(node)))
    expect(frontier.take(2)).toHaveLength(2)
    expect(frontier.take(2)).toHaveLength(1)
  })

  it('goes on where another left off', () => {
    const steps = [long('a'), long('b', 'a'), long('c', 'b')]
    const first = createFrontier(steps)
    first.take(10)
    first.settle('a', 'done')
    const second = createFrontier(steps, first.settled())
    expect(names(second.take(10))).toEqual([['b']])
    expect(second.open()).toBe(2)
  })

  it('runs every step of any graph once, and after all that it needs', () => {
    const graphs = fc.array(fc.record({ long: fc.boolean(), needs: fc.array(fc.nat(), { maxLength: 3 }) }), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(graphs, fc.integer({ min: 1, max: 5 }), (drawn, limit) => {
        const steps = drawn.map(
          ({ long: isLong, needs }, index): OutlinedStep => ({
            node: `n${index}`,
            length: isLong ? 'long' : 'short',
            needs: index === 0 ? [] : [...new Set(needs.map((need) => `n${need % index}`))],
          }),
        )
        const frontier = createFrontier(steps)
        const done = new Set<string>()
        for (let work = frontier.take(limit); work.length > 0; work = frontier.take(limit))
          for (const { node, needs } of work.flat()) {
            expect(done.has(node)).toBe(false)
            expect(needs.every((need) => done.has(need))).toBe(true)
            done.add(node)
            frontier.settle(node, 'done')
          }
        expect(done.size).toBe(steps.length)
        expect(frontier.open()).toBe(0)
      }),
    )
  })
})
