import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { categoriesSeen } from './categories-seen.ts'

const digest = (text: string) => createHash('sha256').update(text).digest().subarray(0, 6)

it('knows each of fifty thousand categories, and no other', () => {
  const names = Array.from({ length: 50_000 }, (_, index) => `tail number ${index}`)
  const sorted = names.map(digest).sort(Buffer.compare)
  const seen = categoriesSeen({ tail: Buffer.concat(sorted).toString('base64') }).get('tail')
  expect(names.every((name) => seen?.(name))).toBe(true)
  expect(names.some((name) => seen?.(`${name}x`))).toBe(false)
})
