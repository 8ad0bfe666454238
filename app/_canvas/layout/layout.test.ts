import { describe, expect, it } from 'vitest'
import type { Spec } from '#pipeline/spec.ts'
import { cardHeight, cardWidth } from '../geometry.ts'
import { drawn } from '../testing.ts'
import { layout, shapeOf } from './layout.ts'
import { placed } from './placed.ts'

describe('auto-layout', () => {
  const spec = drawn(
    { b: 'etl.load-file', a: 'etl.load-file', join: 'etl.join', filter: 'etl.filter-rows', alone: 'etl.load-file' },
    ['a.rows->join.left', 'b.rows->join.right', 'join.rows->filter.rows'],
  )

  it('puts what feeds left of what is fed', () => {
    const places = layout(shapeOf(spec))
    for (const { from, to } of Object.values(spec.edges))
      expect((places[from.node]?.x ?? 0) + cardWidth).toBeLessThan(places[to.node]?.x ?? 0)
  })

  it('overlaps nothing and forgets nothing', () => {
    const places = Object.entries(layout(shapeOf(spec)))
    expect(places.map(([id]) => id).toSorted()).toEqual(Object.keys(spec.nodes).toSorted())
    for (const [id, a] of places)
      for (const [other, b] of places)
        if (id < other) expect(Math.abs(a.x - b.x) >= cardWidth || Math.abs(a.y - b.y) >= cardHeight).toBe(true)
  })

  it('is a function of the wiring alone', () => {
    const moved = { ...spec, nodes: Object.fromEntries(Object.entries(spec.nodes).toReversed()) }
    expect(layout(shapeOf(moved))).toEqual(layout(shapeOf(spec)))
  })

  it('breaks a long chain into rows that a screen can hold', () => {
    const ids = Array.from({ length: 14 }, (_, index) => `n${String(index).padStart(2, '0')}`)
    const edges = ids.slice(1).map((id, index): [string, string] => [ids[index] as string, id])
    const places = Object.values(layout({ nodes: ids, edges }))
    const width = Math.max(...places.map(({ x }) => x)) + cardWidth
    const height = Math.max(...places.map(({ y }) => y)) + cardHeight
    expect(width / height).toBeLessThan(2)
    expect(new Set(places.map(({ x, y }) => `${x},${y}`)).size).toBe(14)
    expect(new Set(places.map(({ y }) => y)).size).toBe(5)
  })

  it('survives a circle', () => {
    const circle = drawn({ a: 'etl.filter-rows', b: 'etl.filter-rows' }, ['a.rows->b.rows', 'b.rows->a.rows'])
    expect(Object.keys(layout(shapeOf(circle)))).toHaveLength(2)
  })

  it('lays a thousand nodes out within seconds', () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `n${index}`)
    const edges = ids.slice(1).map((id, index): [string, string] => [`n${Math.floor(index / 2)}`, id])
    expect(Object.keys(layout({ nodes: ids, edges }))).toHaveLength(1000)
  })
})

describe('a pipeline that comes without places', () => {
  const bare = drawn({ a: 'etl.load-file', b: 'etl.filter-rows', c: 'etl.filter-rows' }, ['a.rows->b.rows'])
  const without = (spec: Spec, ...ids: string[]): Spec => ({
    ...spec,
    nodes: Object.fromEntries(
      Object.entries(spec.nodes).map(([id, { position, ...node }]) => [
        id,
        position && !ids.includes(id) ? { ...node, position } : node,
      ]),
    ),
  })

  it('gets them once, so that nothing moves when one is added or deleted', () => {
    const opened = placed(without(bare, 'a', 'b', 'c'))
    const { c: _gone, ...rest } = opened.nodes
    expect(placed({ ...opened, nodes: rest }).nodes).toEqual(rest)
  })

  it('keeps the places there are, and lays the others on none of them', () => {
    const opened = placed(without(bare, 'c'))
    expect([opened.nodes.a, opened.nodes.b]).toEqual([bare.nodes.a, bare.nodes.b])
    const all = Object.values(opened.nodes).flatMap(({ position }) => position ?? [])
    expect(all).toHaveLength(3)
    for (const [index, a] of all.entries())
      for (const b of all.slice(index + 1))
        expect(Math.abs(a.x - b.x) >= cardWidth || Math.abs(a.y - b.y) >= cardHeight).toBe(true)
  })
})
