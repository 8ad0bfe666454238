import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addNode, changeNode, connect, move, remove } from '#pipeline/edit.ts'
import { emptySpec, type Spec } from '#pipeline/spec.ts'
import { openLog, record, redo, undo } from './log.ts'
import { replaceWith } from './replace.ts'

const start: Spec = {
  ...emptySpec('Late flights'),
  nodes: {
    load: { kind: 'etl.load-file', params: { file: 'a.csv' }, position: { x: 0, y: 0 } },
    filter: { kind: 'etl.filter-rows', params: { where: 'a > 1' }, position: { x: 300, y: 0 } },
  },
}
const wire = { from: { node: 'load', port: 'rows' }, to: { node: 'filter', port: 'rows' } }

describe('the undo log', () => {
  it('takes back and does again whatever was done', () => {
    let log = openLog(start)
    const states = [start]
    const edits = [
      (spec: Spec) => connect({ ...wire, from: { ...wire.from, node: Object.keys(spec.nodes)[0] as string } }),
      (spec: Spec) => changeNode(spec, 'filter', { name: 'Only late' }),
      (spec: Spec) => move(spec, { load: { x: 50, y: 60 } }),
      (spec: Spec) => remove(spec, ['load']),
      () => addNode('join', { kind: 'etl.join', params: {} }),
    ]
    for (const edit of edits) {
      log = record(log, edit(log.spec), { at: 0 })
      states.push(log.spec)
    }
    for (const state of states.toReversed().slice(1)) {
      log = undo(log)
      expect(log.spec).toEqual(state)
    }
    for (const state of states.slice(1)) {
      log = redo(log)
      expect(log.spec).toEqual(state)
    }
  })

  it('makes one step of typing into one field, and another after a pause', () => {
    let log = openLog(start)
    const type = (where: string, at: number) => {
      log = record(log, changeNode(log.spec, 'filter', { params: { where } }), { key: 'filter.where', at })
    }
    type('a > 2', 0)
    type('a > 20', 300)
    type('a > 200', 5000)
    expect(log.past).toHaveLength(2)
    log = undo(log)
    expect(log.spec.nodes.filter?.params).toEqual({ where: 'a > 20' })
    log = undo(log)
    expect(log.spec).toEqual(start)
  })

  it('forgets typing that ended where it began', () => {
    let log = openLog(start)
    for (const [at, where] of ['a > 12', 'a > 1'].entries())
      log = record(log, changeNode(log.spec, 'filter', { params: { where } }), { key: 'filter.where', at })
    expect(log.past).toEqual([])
  })

  it('keeps no step for an edit that changes nothing', () => {
    const log = openLog(start)
    expect(record(log, move(start, { load: { x: 0, y: 0 } }), { at: 0 })).toBe(log)
  })

  it('drops what was undone once something else is done', () => {
    const done = undo(record(openLog(start), remove(start, ['load']), { at: 0 }))
    const other = record(done, changeNode(start, 'filter', { name: 'x' }), { at: 1 })
    expect(redo(other)).toBe(other)
  })
})

describe('restoring a revision', () => {
  const place = fc.record({ x: fc.integer(), y: fc.integer() })
  const node = fc.record({
    kind: fc.constantFrom('etl.sql', 'etl.join'),
    params: fc.dictionary(fc.string(), fc.integer()),
    position: place,
  })
  const anySpec = fc
    .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), node)
    .map((nodes): Spec => ({ ...emptySpec('Any'), nodes }))

  it('is an edit to exactly that revision, and undo brings the former state back', () => {
    fc.assert(
      fc.property(anySpec, anySpec, (current, target) => {
        const log = record(openLog(current), replaceWith(current, target, 'restore'), { at: 0 })
        expect(log.spec).toEqual(target)
        expect(undo(log).spec).toEqual(current)
      }),
    )
  })
})
