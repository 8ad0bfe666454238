import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openTables } from './open-tables.ts'
import { children, root } from './testing.ts'

it('hands its process on to the next select of a session, and to no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'espalier-tables-'))
  const own = openTables({ root, spares: 0 })
  const select = (session: string, name: string) =>
    own.select({ sql: 'SELECT 1 AS one', tables: {}, files: [], output: join(folder, `${name}.parquet`), session })
  await select('a', 'one')
  const first = children()
  expect(first).toHaveLength(1)
  await select('a', 'two')
  expect(children()).toEqual(first)
  await select('b', 'three')
  expect(children().filter((pid) => !first.includes(pid))).toHaveLength(1)
  await own.close()
  await expect.poll(children).toEqual([])
  rmSync(folder, { recursive: true })
})
