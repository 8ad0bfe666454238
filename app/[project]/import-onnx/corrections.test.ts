import { describe, expect, it } from 'vitest'
import type { Signature } from '#pipeline/ports/model.ts'
import { readForm, textsOf } from './corrections.ts'

const signature: Signature = {
  task: 'classification',
  target: 'class',
  inputs: [
    { name: 'x0', type: 'number', missing: 0 },
    { name: 'x1', type: 'number', missing: 0 },
  ],
  classes: ['0', '1'],
  outputs: { label: 'label', probabilities: 'probabilities' },
}
const inspected = { admitted: { signature } }
const picture: Signature = {
  ...signature,
  inputs: [{ name: 'image', type: 'image', missing: 0, picture: { height: 8, width: 8, channels: 1 } }],
}

describe('the form of corrections', () => {
  it('says nothing while it holds what the gate proposes', () => {
    expect(readForm(textsOf(inspected, {}), inspected, {})).toEqual({})
  })

  it('says only what a person changed', () => {
    const before = textsOf(inspected, {})
    const columns = before.columns.map((column, at) => ({ ...column, name: ['age', 'height'][at] ?? '' }))
    expect(readForm({ ...before, columns, target: 'kind' }, inspected, {})).toEqual({
      columns: ['age', 'height'],
      target: 'kind',
    })
  })

  it('keeps what was said before', () => {
    const said = { columns: ['age', 'height'], scores: 'logits' as const, classes: ['a', 'b'] }
    const [first, second] = signature.inputs
    const inputs = [first && { ...first, name: 'age' }, second && { ...second, name: 'height' }].filter((one) => !!one)
    const seen = { admitted: { signature: { ...signature, inputs } } }
    expect(readForm(textsOf(seen, said), seen, said)).toEqual(said)
  })

  it('says which output is the answer: a label with its scores, or a number', () => {
    const texts = { ...textsOf(inspected, {}), scoresOutput: 'p', numberOutput: 'y' }
    expect(readForm(texts, inspected, {})).toEqual({ outputs: { scores: 'p' } })
    expect(readForm({ ...texts, task: 'regression' }, inspected, {})).toEqual({
      task: 'regression',
      outputs: { prediction: 'y' },
    })
  })

  it('says how pixels become numbers, for as many channels as there are, and finds that again', () => {
    const seen = { admitted: { signature: picture } }
    const said = readForm({ ...textsOf(seen, {}), pixels: 'imagenet' }, seen, {})
    expect(said).toEqual({ image: { scale: 1, mean: [0.485], std: [0.229] } })
    expect(textsOf(seen, said).pixels).toBe('imagenet')
  })

  it('says the size of a picture that the file does not', () => {
    const texts = { ...textsOf({}, {}), height: '28', width: '28', channels: '1' }
    expect(readForm(texts, {}, {})).toEqual({ image: { height: 28, width: 28, channels: 1 } })
  })
})
