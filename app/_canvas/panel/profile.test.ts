import { describe, expect, it } from 'vitest'
import { profileOf } from './profile.ts'

describe('the profile of the rows at hand', () => {
  it('counts what is missing', () => {
    const [profile] = profileOf([{ name: 'a', type: 'DOUBLE' }], [[1], [null], [3], [4]])
    expect(profile?.missing).toBe(0.25)
  })

  it('spreads numbers over bins that hold all of them', () => {
    const [profile] = profileOf(
      [{ name: 'a', type: 'BIGINT' }],
      Array.from({ length: 100 }, (_, value) => [value]),
    )
    expect(profile?.histogram?.counts.reduce((sum, count) => sum + count)).toBe(100)
    expect(profile?.histogram?.edges.at(0)).toBe(0)
    expect(profile?.histogram?.edges.at(-1)).toBeCloseTo(99)
  })

  it('ranks texts by how often they come', () => {
    const [profile] = profileOf([{ name: 'a', type: 'VARCHAR' }], [['x'], ['y'], ['y']])
    expect(profile?.top).toEqual([
      { value: 'y', count: 2 },
      { value: 'x', count: 1 },
    ])
  })

  it('holds for constant columns, empty tables and vectors', () => {
    expect(profileOf([{ name: 'a', type: 'DOUBLE' }], [[5], [5]])[0]?.histogram?.counts[0]).toBe(2)
    expect(profileOf([{ name: 'a', type: 'DOUBLE' }], [])[0]).toEqual({ missing: 0 })
    expect(profileOf([{ name: 'a', type: 'FLOAT[]' }], [[[1, 2]]])[0]).toEqual({ missing: 0 })
  })
})
