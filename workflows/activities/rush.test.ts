import { expect, it } from 'vitest'
import { createRush } from './rush.ts'

it('lasts while firings come one soon after the other', () => {
  let now = 0
  const rush = createRush(() => now)
  rush.fired()
  rush.fired()
  expect(rush.lasts()).toBe(false)
  rush.fired()
  expect(rush.lasts()).toBe(true)
  now = 2000
  expect(rush.lasts()).toBe(false)
})

it('holds back nobody for ever, and begins anew after a pause', () => {
  let now = 0
  const rush = createRush(() => now)
  for (; now < 89_000; now += 500) rush.fired()
  expect(rush.lasts()).toBe(true)
  for (; now < 600_000; now += 500) rush.fired()
  expect(rush.lasts()).toBe(false)
  now += 3000
  for (let firing = 0; firing < 3; firing += 1) rush.fired()
  expect(rush.lasts()).toBe(true)
})
