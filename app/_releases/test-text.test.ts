import { expect, it } from 'vitest'
import { releasePlan } from '#pipeline/release-plan.ts'
import { testText } from './test-text.ts'

const found = { difference: 0.0147, interval: [-0.0141, 0.0435] as [number, number], p: 0.271, information: 0.15 }

it('says by how much a version is better, between what, and whether that may be chance', () => {
  const plan = releasePlan.parse({ strategy: 'ab' })
  expect(testText(plan, { ...found, significant: false })).toBe(
    'By labels the new one is better by 1.47 points (-1.41 to 4.35); that may still be chance: 150 of 1,000 labels, p = 0.271.',
  )
})

it('takes a smaller error for the better one, in the unit of the answers', () => {
  const plan = releasePlan.parse({ strategy: 'ab', metric: { of: 'error' } })
  expect(testText(plan, { ...found, significant: true })).toBe(
    'By labels the new one is worse by 0.0147 (-0.0141 to 0.0435); the difference is plain: 150 of 1,000 labels, p = 0.271.',
  )
})
