import fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogue, disguised, specs } from './arbitrary.ts'
import { compile } from './compile.ts'
import { applyEdit, connect } from './edit.ts'
import { Fault } from './fault.ts'
import { downstream } from './graph.ts'
import type { Spec } from './spec.ts'

const keysOf = (spec: Spec) => compile(spec, catalogue, {}).steps.map(({ key }) => key)
const keyOf = (spec: Spec, node: string) => compile(spec, catalogue, {}).steps.find((step) => step.node === node)?.key

test('steps come after the steps they need', () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const { steps } = compile(spec, catalogue, {})
      const place = new Map(steps.map(({ node }, index) => [node, index]))
      expect(steps).toHaveLength(Object.keys(spec.nodes).length)
      for (const { from, to } of Object.values(spec.edges))
        expect(place.get(from.node) ?? Infinity).toBeLessThan(place.get(to.node) ?? -1)
    }),
  )
})

test('names, ids, notes, positions and the order of writing never change a key', () => {
  fc.assert(
    fc.property(specs, fc.integer({ min: 1, max: 999 }), (spec, salt) => {
      expect(keysOf(disguised(spec, salt)).sort()).toEqual(keysOf(spec).sort())
    }),
  )
})

test('a changed parameter changes the keys of its node and of all that follows, and of nothing else', () => {
  fc.assert(
    fc.property(specs, fc.nat(), (spec, pick) => {
      const ids = Object.keys(spec.nodes)
      const changed = ids[pick % ids.length] as string
      const next = structuredClone(spec)
      const node = next.nodes[changed]
      if (node) node.params = node.kind === 'etl.source' ? { rows: 1_000_001 } : { label: 'something new \u0001' }
      const affected = downstream(spec, changed)
      for (const id of ids) expect(keyOf(next, id) !== keyOf(spec, id)).toBe(affected.has(id))
    }),
  )
})

test('a parameter set to its default has the key of one left out', () => {
  const bare: Spec = {
    espalier: 1,
    name: 'x',
    parameters: {},
    edges: {},
    nodes: { a: { kind: 'etl.source', params: {} } },
  }
  const explicit: Spec = { ...bare, nodes: { a: { kind: 'etl.source', params: { rows: 1 } } } }
  expect(keysOf(explicit)).toEqual(keysOf(bare))
})

test('a wire moved to another output port changes the key', () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const found = Object.entries(spec.edges).find(([, { from }]) => spec.nodes[from.node]?.kind === 'etl.combine')
      fc.pre(found !== undefined)
      if (!found) return
      const [id, edge] = found
      const port = edge.from.port === 'rows' ? 'rest' : 'rows'
      const edges = { ...spec.edges, [id]: { ...edge, from: { ...edge.from, port } } }
      expect(keyOf({ ...spec, edges }, edge.to.node)).not.toBe(keyOf(spec, edge.to.node))
    }),
  )
})

test('a circle is refused with the wires that form it', () => {
  const node = { kind: 'etl.combine', params: {} }
  const spec: Spec = { espalier: 1, name: 'x', parameters: {}, edges: {}, nodes: { a: node, b: node, c: node } }
  const there = applyEdit(spec, connect({ from: { node: 'a', port: 'rows' }, to: { node: 'b', port: 'a' } }))
  const back = applyEdit(there, connect({ from: { node: 'b', port: 'rows' }, to: { node: 'a', port: 'a' } }))
  const after = applyEdit(back, connect({ from: { node: 'b', port: 'rows' }, to: { node: 'c', port: 'a' } }))
  expect(() => compile(after, catalogue, {})).toThrow(/form a circle: a\.rows->b\.a, b\.rows->a\.a$/)
})

test('two wires into one input are refused at that port', () => {
  const source = { kind: 'etl.source', params: {} }
  let spec: Spec = {
    espalier: 1,
    name: 'x',
    parameters: {},
    edges: {},
    nodes: { one: source, two: source, sum: { kind: 'etl.combine', params: {} } },
  }
  for (const node of ['one', 'two'])
    spec = applyEdit(spec, connect({ from: { node, port: 'rows' }, to: { node: 'sum', port: 'a' } }))
  const fault = thrownBy(() => compile(spec, catalogue, {}))
  expect(fault).toMatchObject({
    code: 'INVALID_GRAPH',
    message: '2 wires into one input: a',
    at: { node: 'sum', port: 'a' },
  })
})

test('a parameter out of its type names its node and parameter', () => {
  const spec: Spec = {
    espalier: 1,
    name: 'x',
    parameters: {},
    edges: {},
    nodes: { a: { kind: 'etl.source', params: { rows: 'many' } } },
  }
  expect(thrownBy(() => compile(spec, catalogue, {}))).toMatchObject({
    code: 'INVALID_INPUT',
    at: { node: 'a', param: 'rows' },
  })
})

function thrownBy(act: () => unknown): Fault {
  try {
    act()
  } catch (thrown) {
    return Fault.of(thrown)
  }
  throw new Error('nothing was thrown')
}
