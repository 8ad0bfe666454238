import { describe, expect, it } from 'vitest'
import type { Inspection } from '#pipeline/inspect.ts'
import { edgeId } from '#pipeline/spec.ts'
import { cardHeight, cardWidth } from '../geometry.ts'
import { cardsOf, type Scene, wiresOf } from '../scene.ts'
import { drawn, entries } from '../testing.ts'
import { fromConnection, fromEdgeChanges, fromNodeChanges } from './from-flow.ts'
import { type Picked, toFlowEdges, toFlowNodes } from './to-flow.ts'

const nothing: Picked = { nodes: new Set(), edges: new Set() }
const spec = drawn({ load: 'etl.load-file', join: 'etl.join' }, ['load.rows->join.left'])
const places = { load: { x: 0, y: 0 }, join: { x: 300, y: 40 } }

const scene = (inspection: Inspection = { nodes: {}, problems: [] }): Scene => ({
  spec,
  entries,
  inspection,
  run: undefined,
  changed: new Set(),
})
const cards = (inspection?: Inspection) => cardsOf(scene(inspection))

describe('cards and wires', () => {
  it('follow one another as data flows, however the document keeps them', () => {
    const spec = drawn({ c: 'etl.filter-rows', a: 'etl.filter-rows', z: 'etl.load-file' }, [
      'a.rows->c.rows',
      'z.rows->a.rows',
    ])
    const flowing = { ...scene(), spec }
    const flowingCards = cardsOf(flowing)
    expect([...flowingCards.keys()]).toEqual(['z', 'a', 'c'])
    expect([...wiresOf(flowing, flowingCards).keys()]).toEqual(['z.rows->a.rows', 'a.rows->c.rows'])
  })
})

describe('what React Flow is given', () => {
  it('has sizes and handles, so that nothing must be measured first', () => {
    const [load, join] = toFlowNodes([], cards(), places, nothing)
    expect(load).toMatchObject({ width: cardWidth, height: cardHeight, position: { x: 0, y: 0 } })
    expect(load?.handles?.map(({ id, type }) => [id, type])).toEqual([['rows', 'source']])
    expect(join?.handles?.map(({ id, type }) => [id, type])).toEqual([
      ['left', 'target'],
      ['right', 'target'],
      ['rows', 'source'],
    ])
  })

  it('is the same array while nothing changes, even when everything was looked at again', () => {
    const before = toFlowNodes([], cards(), places, nothing)
    expect(toFlowNodes(before, cards(), { ...places }, { ...nothing })).toBe(before)
  })

  it('keeps every untouched node the same object while another is dragged', () => {
    const before = toFlowNodes([], cards(), places, nothing)
    const after = toFlowNodes(before, cards(), { ...places, load: { x: 5, y: 5 } }, nothing)
    expect(after[1]).toBe(before[1])
    expect(after[0]).not.toBe(before[0])
    expect(after[0]?.data).toBe(before[0]?.data)
  })

  it('is new where the card shows something new', () => {
    const before = toFlowNodes([], cards(), places, nothing)
    const inspection: Inspection = {
      nodes: { join: { summary: 'inner on id', inputs: {}, outputs: {} } },
      problems: [{ severity: 'error', message: 'not set: file', at: { node: 'load' } }],
    }
    const after = toFlowNodes(before, cards(inspection), places, nothing)
    expect(after[0]?.data.card.problem).toBe('not set: file')
    expect(after[1]?.data.card.summary).toBe('inner on id')
  })

  it('has one edge a wire, the same object while it shows the same', () => {
    const wires = () => wiresOf(scene(), cards())
    const before = toFlowEdges([], wires(), nothing)
    expect(before).toMatchObject([{ source: 'load', sourceHandle: 'rows', target: 'join', targetHandle: 'left' }])
    expect(toFlowEdges(before, wires(), nothing)).toBe(before)
  })
})

describe('what React Flow says back', () => {
  it('is where nodes are dragged, and where they are put down', () => {
    const change = { id: 'load', type: 'position' as const, position: { x: 1.4, y: 2.6 } }
    expect(fromNodeChanges([{ ...change, dragging: true }], nothing)).toMatchObject({
      dragged: { load: { x: 1, y: 3 } },
      dropped: {},
    })
    expect(fromNodeChanges([{ ...change, dragging: false }], nothing).dropped).toEqual({ load: { x: 1, y: 3 } })
  })

  it('is who is selected, only when that changed', () => {
    const select = { id: 'load', type: 'select' as const, selected: true }
    const { picked } = fromNodeChanges([select], nothing)
    expect([...(picked?.nodes ?? [])]).toEqual(['load'])
    expect(fromNodeChanges([select], picked ?? nothing).picked).toBeUndefined()
    expect(fromEdgeChanges([{ ...select, selected: false }], nothing)).toBeUndefined()
  })

  it('is the wire that was drawn', () => {
    const edge = fromConnection({ source: 'a', sourceHandle: 'rows', target: 'b', targetHandle: 'left' })
    expect(edgeId(edge)).toBe('a.rows->b.left')
  })
})
