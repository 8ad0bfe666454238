import fc from 'fast-check'
import { expect, test } from 'vitest'
import { specs } from './arbitrary.ts'
import { addNode, applyEdit, changeNode, detailsOf, type Edit, freshId, invert, move, paste, remove } from './edit.ts'
import type { Spec } from './spec.ts'

type Step = (spec: Spec) => Edit

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.nat().map(
    (pick): Step =>
      (spec) => {
        const ids = Object.keys(spec.nodes)
        return remove(spec, ids.length ? [ids[pick % ids.length] as string] : [])
      },
  ),
  fc.integer().map(
    (rows): Step =>
      (spec) => {
        const id = freshId('added', new Set(Object.keys(spec.nodes)))
        return addNode(id, { kind: 'etl.source', params: { rows } })
      },
  ),
  fc.record({ x: fc.integer(), y: fc.integer() }).map(
    (position): Step =>
      (spec) =>
        move(spec, Object.fromEntries(Object.keys(spec.nodes).map((id) => [id, position]))),
  ),
  fc.string().map(
    (name): Step =>
      (spec) => {
        const [id] = Object.keys(spec.nodes)
        return id ? changeNode(spec, id, { name }) : { label: 'nothing' }
      },
  ),
  specs.map(
    (part): Step =>
      (spec) =>
        paste(spec, part),
  ),
  fc.string({ minLength: 1 }).map(
    (name): Step =>
      (spec) => ({ label: 'rename', details: [detailsOf(spec), { ...detailsOf(spec), name }] }),
  ),
)

test('undoing any sequence of edits, last first, restores the document', () => {
  fc.assert(
    fc.property(specs, fc.array(steps, { maxLength: 20 }), (start, sequence) => {
      const done: Edit[] = []
      let spec = start
      for (const step of sequence) {
        const edit = step(spec)
        spec = applyEdit(spec, edit)
        done.push(edit)
      }
      const after = spec
      for (const edit of [...done].reverse()) spec = applyEdit(spec, invert(edit))
      expect(spec).toEqual(start)
      for (const edit of done) spec = applyEdit(spec, edit)
      expect(spec).toEqual(after)
    }),
  )
})

test('a node that an edit does not touch keeps its identity', () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const [first, ...rest] = Object.keys(spec.nodes) as [string, ...string[]]
      const next = applyEdit(spec, changeNode(spec, first, { name: 'touched' }))
      for (const id of rest) expect(next.nodes[id]).toBe(spec.nodes[id])
    }),
  )
})

test('an edit made from another state is a conflict and changes nothing', () => {
  const spec: Spec = {
    espalier: 1,
    name: 'x',
    parameters: {},
    edges: {},
    nodes: { a: { kind: 'etl.source', params: {} } },
  }
  const edit = changeNode(spec, 'a', { name: 'mine' })
  const theirs = applyEdit(spec, changeNode(spec, 'a', { name: 'theirs' }))
  expect(() => applyEdit(theirs, edit)).toThrow('changed in the meantime: a')
})

test('deleting a node takes its wires along', () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const [first] = Object.keys(spec.nodes) as [string]
      const next = applyEdit(spec, remove(spec, [first]))
      for (const { from, to } of Object.values(next.edges)) expect([from.node, to.node]).not.toContain(first)
    }),
  )
})
