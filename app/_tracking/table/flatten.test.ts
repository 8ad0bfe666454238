import { expect, it } from 'vitest'
import { lineAt, lineOf } from './flatten.ts'

const opened = [
  { place: 1, lines: 2 },
  { place: 3, lines: 1 },
]

it('puts what is opened beneath its run, and moves the rest down', () => {
  const lines = Array.from({ length: 8 }, (_, index) => lineAt(index, opened))
  expect(lines.map((one) => (one.is === 'run' ? `${one.place}` : `${one.place}/${one.line}`))).toEqual([
    ...['0', '1', '1/0', '1/1', '2', '3', '3/0', '4'],
  ])
})

it('finds the line of a place again', () => {
  for (const place of [0, 1, 2, 3, 4, 99]) expect(lineAt(lineOf(place, opened), opened)).toEqual({ is: 'run', place })
})
