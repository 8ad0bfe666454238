import { describe, expect, test } from 'vitest'
import { drawn, stepped } from './drawing.ts'
import { beyond, type Graph, type Kind, merged, type Thing, without } from './things.ts'

const thing = (kind: Kind, name: string): Thing => ({
  ...{ id: `${kind}:${name}`, kind, name, version: null, note: null, sort: null },
  ...{ experiment: null, at: null, by: null, removed: false },
})
const graph: Graph = {
  of: ['version:late@1'],
  nodes: [
    thing('file', 'a.csv@1'),
    thing('file', 'b.csv@1'),
    thing('run', 'r'),
    thing('version', 'late@1'),
    thing('endpoint', 'late'),
  ],
  edges: [
    { from: 'file:a.csv@1', to: 'run:r' },
    { from: 'file:b.csv@1', to: 'run:r' },
    { from: 'run:r', to: 'version:late@1' },
    { from: 'version:late@1', to: 'endpoint:late' },
  ],
  more: [{ id: 'run:r', direction: 'down', inUse: 2, removed: 0 }],
  cut: false,
}

describe('a picture of lineage', () => {
  test('runs from left to right', () => {
    const { places } = drawn(graph)
    const x = (id: string) => places.get(id)?.x ?? Number.NaN
    expect(x('file:a.csv@1')).toBeLessThan(x('run:r'))
    expect(x('run:r')).toBeLessThan(x('version:late@1'))
    expect(x('version:late@1')).toBeLessThan(x('endpoint:late'))
  })

  test('can be walked with arrow keys', () => {
    const drawing = drawn(graph)
    const from = (id: string, step: Parameters<typeof stepped>[3]) => stepped(drawing, graph, id, step)
    expect(from('version:late@1', 'right')).toBe('endpoint:late')
    expect(from('version:late@1', 'left')).toBe('run:r')
    expect(['file:a.csv@1', 'file:b.csv@1']).toContain(from('run:r', 'left'))
    const [upper, lower] = [...drawing.places].filter(([id]) => id.startsWith('file')).sort(([, a], [, b]) => a.y - b.y)
    expect(from(upper?.[0] ?? '', 'down')).toBe(lower?.[0])
    expect(from('endpoint:late', 'right')).toBeUndefined()
  })

  test('keeps the ways through what is hidden', () => {
    const shown = without(graph, new Set<Kind>(['run']))
    expect(shown.edges).toContainEqual({ from: 'file:a.csv@1', to: 'version:late@1' })
    expect(shown.more).toEqual([])
    expect(without(graph, new Set<Kind>(['version'])).nodes).toHaveLength(5)
  })

  test('reads as a list in each direction', () => {
    expect(beyond(graph, 'up').map(({ thing: { id }, depth }) => [id, depth])).toEqual([
      ['run:r', 0],
      ['file:a.csv@1', 1],
      ['file:b.csv@1', 1],
    ])
    expect(beyond(graph, 'down').map(({ thing: { id } }) => id)).toEqual(['endpoint:late'])
  })

  test('grows by what was asked for besides', () => {
    const other: Graph = {
      of: ['run:r'],
      nodes: [thing('run', 'r'), thing('version', 'late@2')],
      edges: [{ from: 'run:r', to: 'version:late@2' }],
      more: [],
      cut: false,
    }
    const both = merged([graph, other])
    expect(both.of).toEqual(['version:late@1'])
    expect(both.nodes).toHaveLength(6)
    expect(both.more).toEqual([])
  })
})
