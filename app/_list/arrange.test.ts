import { describe, expect, it } from 'vitest'
import { arranged, matches, orderText, readOrder } from './arrange.ts'

describe('arranged', () => {
  const rows = [{ name: 'run-10' }, { name: 'run-9' }, { name: null }]
  const names = (direction: 1 | -1) => arranged(rows, ({ name }) => name, direction).map(({ name }) => name)

  it('counts numbers inside of text', () => expect(names(1)).toEqual(['run-9', 'run-10', null]))
  it('keeps rows without a value last both ways', () => expect(names(-1)).toEqual(['run-10', 'run-9', null]))
  it('sorts times', () => {
    const times = [new Date(3), new Date(1), new Date(2)]
    expect(arranged(times, (time) => time, -1).map(Number)).toEqual([3, 2, 1])
  })
  it('leaves the order alone when there is nothing to sort by', () =>
    expect(arranged([3, 1, 2], undefined, 1)).toEqual([3, 1, 2]))
})

it('finds every word of a query in any order and case', () => {
  expect(matches('Late flights', 'FLIGHTS late')).toBe(true)
  expect(matches('Late flights', 'late penguins')).toBe(false)
  expect(matches('anything', '')).toBe(true)
})

it('writes an order into the address and reads it back', () => {
  for (const text of ['name', '-name']) expect(orderText(readOrder(text))).toBe(text)
})
