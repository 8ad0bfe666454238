import { describe, expect, test } from 'vitest'
import { override } from './resolve.ts'
import type { Spec } from './spec.ts'

const spec: Spec = {
  espalier: 1,
  name: 'Flights',
  parameters: { trees: 200 },
  nodes: { train: { kind: 'training.classifier', params: { trees: '{{trees}}' } } },
  edges: {},
} as unknown as Spec

describe('values set for one run', () => {
  test('reach a pipeline parameter and a parameter of a node, and leave the pipeline as it was', () => {
    const set = override(spec, { trees: '50', 'train.columns': '["a", "b"]' })
    expect(set.parameters).toEqual({ trees: 50 })
    expect(set.nodes.train?.params).toEqual({ trees: '{{trees}}', columns: ['a', 'b'] })
    expect(spec.parameters).toEqual({ trees: 200 })
  })

  test.each(['[1, 2]', '{"a": 1}', 'null'])('refuse %s for a pipeline parameter, with what to do instead', (given) => {
    expect(() => override(spec, { trees: given })).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        message: expect.stringMatching(/trees$/),
        hint: expect.any(String),
      }),
    )
  })

  test.each(['bees', 'nobody.trees', 'constructor', 'constructor.name'])('refuse what is not there: %s', (name) => {
    expect(() => override(spec, { [name]: 1 })).toThrow(`nothing to set by this name: ${name}`)
  })
})
