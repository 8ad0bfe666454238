import { expect, it } from 'vitest'
import type { ModelInput } from '#pipeline/ports/model.ts'
import { readRow, textsOf } from './row.ts'

const inputs: ModelInput[] = [
  { name: 'mass', type: 'number', missing: 0 },
  { name: 'legs', type: 'integer', missing: 0 },
  { name: 'tagged', type: 'boolean', missing: 0 },
  { name: 'island', type: 'text', missing: 0.1 },
]

it('reads a row back as it was written into the form', () => {
  for (const row of [
    { mass: 3.5, legs: 2, tagged: false, island: 'Dream' },
    { mass: null, legs: 0, tagged: true, island: null },
  ])
    expect(readRow(inputs, textsOf(inputs, row))).toEqual(row)
})

it('leaves what is no number to the platform to refuse', () =>
  expect(readRow(inputs, { mass: 'heavy', legs: ' ' })).toMatchObject({ mass: 'heavy', legs: ' ' }))
