import { describe, expect, it } from 'vitest'
import { check } from '#pipeline/check.ts'
import type { Edit } from '#pipeline/edit.ts'
import { applyEdit, invert, paste } from '#pipeline/edit.ts'
import { wiringOf } from '../catalogue.ts'
import { cardHeight, cardWidth } from '../geometry.ts'
import { drawn, entries } from '../testing.ts'
import { addAt, addBefore, addNext } from './add.ts'
import { addedBy, copyText, freeBelow, pasteAt, readPart } from './clipboard.ts'
import { insertOnWire } from './insert-on-wire.ts'

const wiring = wiringOf(entries)
const chain = () =>
  drawn({ load: 'etl.load-file', filter: 'etl.filter-rows', train: 'training.classifier' }, [
    'load.rows->filter.rows',
    'filter.rows->train.rows',
  ])
const kind = (name: string) => {
  const found = entries.get(name)
  if (!found) throw new Error(name)
  return found
}

describe('dropping a node on a wire', () => {
  it('inserts it where both its ends fit, and undo takes it out again', () => {
    const spec = chain()
    const edit = insertOnWire(spec, wiring, 'filter.rows->train.rows', 'split', { kind: 'feature.split', params: {} })
    const next = applyEdit(spec, edit as Edit)
    expect(Object.keys(next.edges).toSorted()).toEqual([
      'filter.rows->split.rows',
      'load.rows->filter.rows',
      'split.rows->train.rows',
    ])
    expect(applyEdit(next, invert(edit as Edit))).toEqual(spec)
  })

  it('makes room: nothing lies on anything, and what comes before stays', () => {
    const spec = chain()
    const node = { kind: 'feature.split', params: {}, position: { x: 450, y: 300 } }
    const next = applyEdit(spec, insertOnWire(spec, wiring, 'load.rows->filter.rows', 'split', node) as Edit)
    expect(next.nodes.load?.position).toEqual(spec.nodes.load?.position)
    const xs = ['load', 'split', 'filter', 'train'].map((id) => next.nodes[id]?.position?.x ?? 0)
    for (const [index, x] of xs.slice(1).entries()) expect(x - (xs[index] ?? 0)).toBeGreaterThan(cardWidth)
  })

  it('takes a node that lay beside the wire', () => {
    const spec = { ...chain(), nodes: { ...chain().nodes, scale: { kind: 'feature.scale', params: {} } } }
    const edit = insertOnWire(spec, wiring, 'filter.rows->train.rows', 'scale') as Edit
    expect(check(applyEdit(spec, edit), wiring)).toEqual([])
  })

  it('leaves the wire alone where the node does not fit', () => {
    const node = { kind: 'training.classifier', params: {} }
    expect(insertOnWire(chain(), wiring, 'filter.rows->train.rows', 'other', node)).toBeUndefined()
    expect(insertOnWire(chain(), wiring, 'load.rows->filter.rows', 'filter')).toBeUndefined()
  })
})

describe('adding a node', () => {
  it('never lays one node on another', () => {
    let spec = drawn({})
    for (let number = 0; number < 5; number++)
      spec = applyEdit(spec, addAt(spec, kind('etl.join'), { x: 10.4, y: 20 }).edit)
    const places = Object.values(spec.nodes).map(({ position }) => `${position?.x},${position?.y}`)
    expect(new Set(places).size).toBe(5)
    expect(Object.keys(spec.nodes)).toEqual(['join', 'join-2', 'join-3', 'join-4', 'join-5'])
  })

  it('after an output is one step that also draws the wire', () => {
    const spec = drawn({ load: 'etl.load-file' })
    const { edit, id } = addNext(spec, entries, { node: 'load', port: 'rows' }, kind('etl.join'))
    expect(Object.keys(applyEdit(spec, edit).edges)).toEqual([`load.rows->${id}.left`])
  })

  it('before an input feeds that input', () => {
    const spec = drawn({ train: 'training.classifier' })
    const { edit } = addBefore(spec, entries, { node: 'train', port: 'rows' }, kind('etl.load-file'))
    expect(Object.keys(applyEdit(spec, edit).edges)).toEqual(['load-file.rows->train.rows'])
  })
})

describe('copy and paste', () => {
  it('carries nodes and the wires among them to another pipeline, as text', () => {
    const part = readPart(copyText(chain(), ['filter', 'train']))
    if (!part) throw new Error('unreadable')
    const other = drawn({ filter: 'etl.filter-rows' })
    const edit = pasteAt(other, part, { x: 1000, y: 500 })
    const next = applyEdit(other, edit)
    expect(addedBy(edit).toSorted()).toEqual(['filter-2', 'train'])
    expect(Object.keys(next.edges)).toEqual(['filter-2.rows->train.rows'])
    expect(next.nodes['filter-2']?.position).toEqual({ x: 1000, y: 540 })
  })

  it('finds room below, however often the same is pasted', () => {
    let spec = chain()
    const part = chain()
    for (let number = 0; number < 3; number++) spec = applyEdit(spec, paste(spec, part, freeBelow(spec, part)))
    const places = Object.values(spec.nodes).flatMap(({ position }) => position ?? [])
    for (const [index, a] of places.entries())
      for (const b of places.slice(index + 1))
        expect(Math.abs(a.x - b.x) >= cardWidth || Math.abs(a.y - b.y) >= cardHeight).toBe(true)
  })

  it('reads JSON as well, and leaves other text alone', () => {
    expect(readPart(JSON.stringify(chain()))?.nodes).toEqual(chain().nodes)
    expect(readPart('an espalier is a tree')).toBeUndefined()
    expect(readPart('{"espalier": 9}')).toBeUndefined()
  })
})
