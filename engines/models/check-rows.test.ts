import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Fault } from '#pipeline/fault.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { type CategoriesSeen, categoriesSeen } from './categories-seen.ts'
import { checkRows } from './check-rows.ts'

const signature: Signature = {
  task: 'classification',
  target: 'late',
  inputs: [
    { name: 'distance', type: 'number', missing: 0, range: [10, 500] },
    { name: 'stops', type: 'integer', missing: 0.2 },
    { name: 'night', type: 'boolean', missing: 0 },
    { name: 'carrier', type: 'text', missing: 0.1, categories: [{ value: 'AA', count: 9 }], categoryCount: 1 },
  ],
  classes: ['no', 'yes'],
  outputs: { label: 'label' },
}
const good = { distance: 100, stops: 1, night: false, carrier: 'AA' }

const faultOf = (rows: unknown): Fault => {
  try {
    checkRows(signature, rows)
  } catch (fault) {
    return fault as Fault
  }
  return expect.fail('no fault')
}

describe('rows for a model', () => {
  it('pass as they are when they fit', () => {
    expect(checkRows(signature, [good, good])).toEqual({ rows: [good, good], warnings: [] })
  })

  it('may leave out, or set to null, what was missing in training too', () => {
    const { rows } = checkRows(signature, [{ distance: 1e2, night: true, carrier: null }])
    expect(rows).toEqual([{ distance: 100, stops: null, night: true, carrier: null }])
  })

  it.each([
    [[{ ...good, distance: '12' }], 'a string where the model wants a number: distance', 'send 12 without quotes'],
    [[{ ...good, distance: true }], 'true or false where the model wants a number: distance', undefined],
    [[{ ...good, stops: 1.5 }], 'a number where the model wants a whole number: stops', 'for example 2'],
    [[{ ...good, night: 1 }], 'a number where the model wants true or false: night', undefined],
    [[{ ...good, carrier: 7 }], 'a number where the model wants a string: carrier', 'for example "AA"'],
    [[{ ...good, carrier: ['AA'] }], 'a list where the model wants a string: carrier', undefined],
    [[{ ...good, distance: null }], 'null value: distance', 'send a number; in training no row was without one'],
    [
      [{ stops: 1, night: false, carrier: 'AA' }],
      'missing column: distance',
      'send a number; in training no row was without one',
    ],
    [
      [{ ...good, distance: JSON.parse('1e400') }],
      'a number that is not finite where the model wants a number: distance',
      'too large for a number; in training it was 10 to 500',
    ],
    [
      [{ ...good, stops: Number.NEGATIVE_INFINITY }],
      'a number that is not finite where the model wants a whole number: stops',
      'too large for a number',
    ],
    [
      [{ ...good, distance: Number.NaN }],
      'a number that is not finite where the model wants a number: distance',
      undefined,
    ],
    [
      [{ ...good, carier: 'AA' }],
      'the model has no such column: carier',
      'did you mean carrier? Otherwise leave it out',
    ],
    [[{ ...good, zzzzzzzzzzzz: 1 }], 'the model has no such column: zzzzzzzzzzzz', 'leave it out'],
    [['AA'], 'a row must be an object with a value by column: a string', undefined],
    [good, 'the rows must be a list: an object', undefined],
    [[], 'there is no row', 'send at least one'],
  ])('%j: %s', (rows, message, hint) => {
    const fault = faultOf(rows)
    expect(fault).toMatchObject({ code: 'INVALID_INPUT', message })
    if (hint) expect(fault.hint).toBe(hint)
  })

  it('name the row, from 1, and the column', () => {
    expect(faultOf([good, good, { ...good, distance: 'far' }]).at).toEqual({ row: 3, column: 'distance' })
  })

  it('are limited in number', () => {
    expect(faultOf(Array.from({ length: 10_001 }, () => good)).code).toBe('LIMIT')
  })

  it('are answered with a warning when they lie outside of what was seen in training', () => {
    expect(checkRows(signature, [good, { ...good, carrier: 'ZZ', distance: 900 }]).warnings).toEqual([
      { row: 2, column: 'distance', message: 'outside of what was seen in training (10 to 500): distance = 900' },
      { row: 2, column: 'carrier', message: 'never seen in training: ZZ' },
    ])
  })

  it('are answered with a warning for a category beyond those that a signature lists', () => {
    const inputs = signature.inputs.map((input) => (input.name === 'carrier' ? { ...input, categoryCount: 2 } : input))
    const [digest] = ['BB'].map((name) => createHash('sha256').update(name).digest().subarray(0, 6).toString('base64'))
    const rows = ['AA', 'BB', 'CC'].map((carrier) => ({ ...good, carrier }))
    const warned = (seen?: CategoriesSeen) => checkRows({ ...signature, inputs }, rows, seen).warnings
    expect(warned(categoriesSeen({ carrier: digest ?? '' }))).toEqual([
      { row: 3, column: 'carrier', message: 'never seen in training: CC' },
    ])
    expect(warned()).toEqual([])
  })

  it('cannot reach what every object has', () => {
    expect(faultOf([JSON.parse('{"__proto__": {"distance": 1}}')]).code).toBe('INVALID_INPUT')
  })
})
