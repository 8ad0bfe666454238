import fc from 'fast-check'
import { expect, test } from 'vitest'
import { specs } from './arbitrary.ts'
import type { Spec } from './spec.ts'
import { fromYaml, toYaml } from './yaml.ts'

test('a spec survives being written and read', () => {
  fc.assert(
    fc.property(specs, (spec) => {
      expect(fromYaml(toYaml(spec))).toEqual(spec)
    }),
  )
})

test('the text is stable byte for byte, whatever order nodes and edges were drawn in', () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const text = toYaml(spec)
      const reversed: Spec = {
        ...spec,
        nodes: Object.fromEntries(Object.entries(spec.nodes).reverse()),
        edges: Object.fromEntries(Object.entries(spec.edges).reverse()),
      }
      expect(toYaml(reversed)).toBe(text)
      expect(toYaml(fromYaml(text))).toBe(text)
    }),
  )
})

test('wires are written at the input they end in', () => {
  const text = `espalier: 1
name: Small
nodes:
  load:
    kind: etl.source
    at: [ 0, 0 ]
  keep:
    kind: etl.combine
    inputs:
      a: load.rows
    params:
      label: "12"
`
  expect(toYaml(fromYaml(text))).toBe(text)
})

test.each([
  ['a: [1', /not YAML/],
  ['- 1', /not a mapping/],
  ['espalier: 2\nname: x', /^not a pipeline: espalier must be 1$/],
  ['espalier: 1', /^not a pipeline: name is missing$/],
  ['a: 1\na: 2', /not YAML: .*[^:\s]$/],
  [
    'espalier: 1\nname: x\nnodes: { a: { kind: k, inputs: { rows: [b.rows, b.rows] } } }',
    /the same wire twice: b.rows/,
  ],
  ['espalier: 1\nname: x\nnodes: { A b: { kind: k } }', /lower-case letters/],
  ['espalier: 1\nname: x\nnodes: { a: { kind: k, parms: {} } }', /unknown field of a node: parms/],
  ['espalier: 1\nname: x\nnodes: { a: { kind: k, inputs: { rows: nowhere } } }', /not a wire: nowhere/],
  ['espalier: 1\nname: x\nnodes: { a: { kind: k, at: 3 } }', /at is not \[x, y\]: a/],
])('%j is refused with its place', (text, message) => {
  expect(() => fromYaml(text)).toThrow(message)
})
