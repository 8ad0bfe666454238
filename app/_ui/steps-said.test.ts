import { expect, test } from 'vitest'
import { stepsSaid } from './steps-said.ts'

const of = (text: string) =>
  stepsSaid(text.split(' ').map((status) => ({ status }) as Parameters<typeof stepsSaid>[0][number]))

test('what was skipped, or failed, is not said to be done', () => {
  expect(of('done reused failed skipped skipped')).toBe('2 of 5 steps done, 1 failed, 2 skipped')
  expect(of('done cancelled')).toBe('1 of 2 steps done, 1 cancelled')
  expect(of('done running queued')).toBe('1 of 3 steps')
  expect(of('done reused')).toBe('2 of 2 steps')
})
