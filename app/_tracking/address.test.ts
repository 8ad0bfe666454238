import { expect, it } from 'vitest'
import { experimentHref, readExperiment } from './address.ts'

const there = (name: string) => readExperiment(experimentHref('p', { name, number: 7 }).split('/').at(-1) ?? '')

it.each(['penguins', '/Users/a b/ü', '50 % off', 'a?b#c', '..x'])('finds %s again by its name', (name) => {
  expect(there(name)).toEqual({ name })
})

it.each(['compare', '.', '..', '12', '007'])('finds %s by its number, for its name would lead elsewhere', (name) => {
  expect(there(name)).toEqual({ number: 7 })
})
