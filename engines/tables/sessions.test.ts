import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openTables } from './open-tables.ts'
import { children, root } from './testing.ts'

it('hands processes on to the next selects of a session, and to no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'espalier-tables-'))
  const own = openTables({ root, spares: 0 })
  const select = (session: string, name: string) =>
    own.select({ sql: 'SELECT 1 AS one', tables: {}, files: [], output: join(folder, `${name}.parquet`), session })
  await Promise.all([select('a', 'one'), select('a', 'two')])
  const both = children()
  expect(both).toHaveLength(2)
  await Promise.all([select('a', 'three'), select('a', 'four')])
  expect(children()).toEqual(both)
  await select('b', 'five')
  expect(children()).toHaveLength(3)
  await own.close()
  await expect.poll(children).toEqual([])
  rmSync(folder, { recursive: true })
})
