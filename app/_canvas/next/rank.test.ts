import { describe, expect, it } from 'vitest'
import { drawn, entries } from '../testing.ts'
import { connectable, rankBefore, rankNext, sources } from './rank.ts'

const kinds = (list: { kind: string }[]) => list.map(({ kind }) => kind)

describe('the nodes offered next', () => {
  it('are those that take what the port gives, the same room first', () => {
    const ranked = kinds(rankNext(entries, { kind: 'etl.load-file', port: 'rows' }, undefined))
    expect(ranked.slice(0, 2)).toEqual(['etl.filter-rows', 'etl.join'])
    expect(ranked).not.toContain('deployment.deploy')
  })

  it('put a split before whatever is fitted', () => {
    const unsplit = { type: 'table' as const, columns: [{ name: 'a', type: 'BIGINT' }] }
    const ranked = kinds(rankNext(entries, { kind: 'etl.filter-rows', port: 'rows' }, unsplit))
    expect(ranked.indexOf('feature.split')).toBeLessThan(ranked.indexOf('feature.scale'))
    const split = { type: 'table' as const, columns: [{ name: 's', type: 'VARCHAR', role: 'split' as const }] }
    expect(kinds(rankNext(entries, { kind: 'feature.split', port: 'rows' }, split))[0]).toBe('feature.scale')
  })

  it('before an input are those that give what it takes', () => {
    expect(kinds(rankBefore(entries, { kind: 'deployment.deploy', port: 'model' }))).toEqual(['training.classifier'])
  })
})

describe('the wires offered', () => {
  const spec = drawn({ load: 'etl.load-file', filter: 'etl.filter-rows', train: 'training.classifier' }, [
    'load.rows->filter.rows',
  ])

  it('from an output go to free inputs that do not close a circle', () => {
    expect(connectable(spec, entries, { node: 'filter', port: 'rows' })).toEqual([
      { from: { node: 'filter', port: 'rows' }, to: { node: 'train', port: 'rows' } },
    ])
  })

  it('into an input include the one it has', () => {
    const from = sources(spec, entries, { node: 'filter', port: 'rows' }).map((edge) => edge.from.node)
    expect(from).toEqual(['load'])
  })
})
