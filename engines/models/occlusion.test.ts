import { expect, test } from 'vitest'
import type { Row } from './check-rows.ts'
import { occlusion } from './occlusion.ts'

test('what a model looks at is where covering the picture takes from its answer', async () => {
  const picture = { width: 16, height: 16, channels: 1 as const }
  const bytes = new Uint8Array(256)
  bytes[3 * 16 + 12] = 255
  const score = async (rows: Row[]) =>
    rows.map(({ eye }) => {
      const seen = ((eye as { bytes: Uint8Array }).bytes[3 * 16 + 12] ?? 0) / 255
      return [seen, 1 - seen]
    })
  const { cells, drops } = await occlusion({ column: 'eye', picture, row: { eye: { bytes, url: '' } }, score })
  expect(cells).toBe(8)
  // The spot lies in the second line of cells, at the seventh.
  expect(drops[1 * 8 + 6]?.[0]).toBeGreaterThan(0.9)
  expect(drops[1 * 8 + 6]?.[1]).toBeLessThan(-0.9)
  expect(drops[7 * 8]).toEqual([0, 0])
  expect(drops.filter(([drop]) => (drop ?? 0) > 0.9).length).toBeLessThanOrEqual(9)
})
