import { describe, expect, it } from 'vitest'
import type { TableSchema } from '#pipeline/ports/table.ts'
import { learnable } from './learnable.ts'

const raw = [
  { name: 'age', type: 'BIGINT' },
  { name: 'city', type: 'VARCHAR' },
  { name: 'seen', type: 'TIMESTAMP' },
  { name: 'bought', type: 'BOOLEAN', role: 'target' as const },
  { name: 'split', type: 'VARCHAR', role: 'split' as const },
]
const encoded: TableSchema = {
  type: 'table',
  columns: raw.map((column) => (column.name === 'city' ? { ...column, type: 'FLOAT[]' } : column)),
  raw,
}
const choice = { features: [] as string[], exclude: [] as string[] }

describe('what a model learns and asks for', () => {
  it('is the target by role, and the raw form of every feature', () =>
    expect(learnable('classification', encoded, choice)).toEqual({
      type: 'model',
      task: 'classification',
      target: 'bought',
      inputs: [
        { name: 'age', type: 'BIGINT' },
        { name: 'city', type: 'VARCHAR' },
      ],
    }))

  it('is only what was chosen and not left out', () => {
    const names = (given: Partial<typeof choice>) =>
      learnable('classification', encoded, { ...choice, ...given }).inputs.map(({ name }) => name)
    expect(names({ features: ['age'] })).toEqual(['age'])
    expect(names({ exclude: ['age'] })).toEqual(['city'])
  })
})

describe('what cannot be learnt is told while drawing', () => {
  it('no target', () =>
    expect(() =>
      learnable('classification', { type: 'table', columns: [{ name: 'age', type: 'BIGINT' }] }, choice),
    ).toThrow(expect.objectContaining({ code: 'INVALID_GRAPH', at: { param: 'target' } })))

  it('text that was not encoded', () =>
    expect(() => learnable('classification', { type: 'table', columns: raw }, choice)).toThrow(
      expect.objectContaining({
        message: 'not a number: city VARCHAR',
        at: { column: 'city' },
        hint: 'add Encode categories before training',
      }),
    ))

  it('a target that is no number, for a regressor', () =>
    expect(() => learnable('regression', encoded, choice)).toThrow('not a number to predict: bought BOOLEAN'))

  it('a list of numbers that no feature step made', () =>
    expect(() => learnable('classification', { type: 'table', columns: encoded.columns }, choice)).toThrow(
      'a caller cannot send a vector: city',
    ))

  it('nothing left to learn from', () =>
    expect(() => learnable('classification', encoded, { ...choice, exclude: ['age', 'city'] })).toThrow(
      'no columns left to learn from',
    ))
})
