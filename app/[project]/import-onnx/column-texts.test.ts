import { describe, expect, it } from 'vitest'
import type { ModelInput } from '#pipeline/ports/model.ts'
import { columnTexts, pasteNames, readColumns } from './column-texts.ts'

const inputs: ModelInput[] = [
  { name: 'x0', type: 'number', missing: 0, range: [1, 9] },
  { name: 'x1', type: 'text', missing: 0, categories: [{ value: 'a', count: 1 }] },
]
const texts = columnTexts(inputs, undefined)
const change = (at: number, fields: object) =>
  texts.map((text, place) => (place === at ? { ...text, ...fields } : text))

describe('columns in the form', () => {
  it('say nothing while they hold what the gate proposes', () => {
    expect(readColumns(texts, inputs, undefined)).toBeUndefined()
  })

  it('say only what was changed, each in its place', () => {
    expect(readColumns(change(0, { name: 'width', unit: 'cm' }), inputs, undefined)).toEqual([
      { name: 'width', unit: 'cm' },
      'x1',
    ])
    expect(readColumns(change(1, { categories: 'a | b' }), inputs, undefined)).toEqual([
      'x0',
      { name: 'x1', categories: ['a', 'b'] },
    ])
    expect(readColumns(change(0, { high: '20' }), inputs, undefined)?.[0]).toEqual({ name: 'x0', range: [1, 20] })
    expect(readColumns(change(0, { high: '' }), inputs, undefined)).toEqual(undefined)
  })

  it('keep what was said, and lose it where it is taken out', () => {
    const said = [{ name: 'width', unit: 'cm', optional: true }, 'x1']
    const seen: ModelInput[] = [{ name: 'width', type: 'number', missing: 1e-6, unit: 'cm' }, inputs[1] as ModelInput]
    const again = columnTexts(seen, said)
    expect(readColumns(again, seen, said)).toEqual(said)
    const without = again.map((text, at) => (at === 0 ? { ...text, unit: '' } : text))
    expect(readColumns(without, seen, said)?.[0]).toEqual({ name: 'width', optional: true })
  })

  it('take a pasted list, one name each', () => {
    expect(pasteNames(texts, 0, '"width",height\n')?.map(({ name }) => name)).toEqual(['width', 'height'])
    expect(pasteNames(texts, 0, 'width')).toBeUndefined()
  })
})
