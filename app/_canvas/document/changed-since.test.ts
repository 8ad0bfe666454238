import { expect, it } from 'vitest'
import { applyEdit, changeNode, move, remove } from '#pipeline/edit.ts'
import { drawn } from '../testing.ts'
import { changedSince } from './changed-since.ts'

const ran = drawn({ load: 'etl.load-file', filter: 'etl.filter-rows', train: 'training.classifier' }, [
  'load.rows->filter.rows',
  'filter.rows->train.rows',
])

it('counts a node and all behind it as changed once its parameters are', () => {
  const next = applyEdit(ran, changeNode(ran, 'filter', { params: { where: 'a > 1' } }))
  expect([...changedSince(ran, next)]).toEqual(['filter', 'train'])
})

it('sees through names and places', () => {
  const named = applyEdit(ran, changeNode(ran, 'filter', { name: 'Late only' }))
  expect(changedSince(ran, applyEdit(named, move(named, { load: { x: 9, y: 9 } }))).size).toBe(0)
})

it('counts what lost or got a wire', () => {
  expect([...changedSince(ran, applyEdit(ran, remove(ran, [], ['filter.rows->train.rows'])))]).toEqual(['train'])
  expect([...changedSince({ ...ran, edges: {} }, ran)]).toEqual(['filter', 'train'])
})

it('follows the parameters of the pipeline to where they are used', () => {
  const using = applyEdit(ran, changeNode(ran, 'filter', { params: { where: '{{ limit }}' } }))
  const before = { ...using, parameters: { limit: 1 } }
  expect([...changedSince(before, { ...using, parameters: { limit: 2 } })]).toEqual(['filter', 'train'])
})
