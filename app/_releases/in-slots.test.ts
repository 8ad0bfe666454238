import { expect, test } from 'vitest'
import { inSlots, lone } from './in-slots.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 9, minute))
const points = [42, 49, 50].map((minute) => ({ at: at(minute), value: minute }))
const valuesOf = (filled: ReturnType<typeof inSlots>) => filled.map(({ at, value }) => [at.getUTCMinutes(), value])

test('a count falls to nothing where nothing was asked, and within the picture only', () => {
  const filled = inSlots(points, { minutes: 1, first: at(40), last: at(50), empty: 0 })
  expect(valuesOf(filled)).toEqual([
    ...[
      [41, 0],
      [42, 42],
    ],
    ...[43, 44, 45, 46, 47, 48].map((minute) => [minute, 0]),
    ...[
      [49, 49],
      [50, 50],
    ],
  ])
  expect(lone(filled)).toEqual([])
})

test('a rate keeps its gap, and a point that stands alone in it is told', () => {
  const filled = inSlots(points, { minutes: 1, first: at(40), last: at(60), empty: null })
  expect(filled.filter(({ value }) => value !== null)).toEqual(points)
  expect(valuesOf(filled).slice(1, 3)).toEqual([
    [42, 42],
    [43, null],
  ])
  expect(lone(filled)).toEqual([points[0]])
})

test('slots are as wide as the minutes that are put together, and none is made of nothing', () => {
  const wide = [0, 10].map((minute) => ({ at: at(minute), value: 1 }))
  const picture = { minutes: 5, first: at(0), last: at(10), empty: 0 }
  expect(valuesOf(inSlots(wide, picture))).toEqual([
    [0, 1],
    [5, 0],
    [10, 1],
  ])
  expect(inSlots([], picture)).toEqual([])
})
