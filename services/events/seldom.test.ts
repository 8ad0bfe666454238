import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { seldom, untold } from './seldom.ts'

const change = (project: string, run: string) => ({ project, topic: 'tracked-run' as const, run })

test('of a thousand changes of a run in a second two are told', () => {
  const project = randomUUID()
  const told = Array.from({ length: 1000 }, (_, at) => seldom(change(project, 'a'), at)).filter(Boolean)
  expect(told).toEqual([change(project, 'a'), change(project, 'a')])
})

test('of changes of a thousand runs the first are named, and of the rest it is said that there are more', () => {
  const project = randomUUID()
  const told = Array.from({ length: 1000 }, (_, at) => seldom(change(project, `run ${at}`), at / 10)).filter(Boolean)
  expect(told).toHaveLength(11)
  expect(told.at(-1)).toEqual({ project, topic: 'tracked-run' })
})

test('projects do not keep each other back', () => {
  const [one, other] = [randomUUID(), randomUUID()]
  expect(seldom(change(one, 'a'), 0)).toBeDefined()
  expect(seldom(change(other, 'a'), 0)).toBeDefined()
})

test('what was taken back is told when it comes again', () => {
  const project = randomUUID()
  seldom(change(project, 'a'), 0)
  untold(change(project, 'a'))
  expect(seldom(change(project, 'a'), 1)).toBeDefined()
})
