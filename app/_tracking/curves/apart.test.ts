import { expect, it } from 'vitest'
import { apart } from './apart.ts'

it('leaves labels that have room where they are', () => {
  expect(apart([10, 80, 40])).toEqual([10, 80, 40])
})

it('parts those that lie on each other, in their order and around where they were', () => {
  const moved = apart([50, 51, 52])
  expect(moved.map((place) => place - (moved[0] ?? 0))).toEqual([0, 13, 26])
  expect(moved.reduce((sum, place) => sum + place)).toBeCloseTo(153)
})

it('keeps them above the lowest place there is', () => {
  expect(apart([186, 187, 188], 188)).toEqual([162, 175, 188])
  expect(apart([50, 187, 188], 188).slice(1)).toEqual([175, 188])
})
