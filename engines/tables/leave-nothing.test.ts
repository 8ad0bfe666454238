import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { openTables } from './open-tables.ts'
import { faultOf, root } from './testing.ts'

/** Children of this process that run DuckDB, by what the kernel says: in a file of its own, nobody else has any. */
const children = (): number[] =>
  execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('/main.mjs'))
    .map((line) => Number.parseInt(line, 10))

it('closed tables leave no process and no spill folder behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'espalier-tables-'))
  vi.stubEnv('TMPDIR', folder)
  const own = openTables({ root, spares: 2 })
  await own.bind('SELECT 1 AS one', {})
  const sql = 'SELECT count(*) FROM range(1000000000) a, range(1000000000) b'
  const run = faultOf(own.select({ sql, tables: {}, files: [], output: join(folder, 'left.parquet') }))
  expect(children()).not.toEqual([])
  await own.close()
  expect(await run).toMatchObject({ code: 'UNAVAILABLE' })
  await expect.poll(children).toEqual([])
  expect(readdirSync(folder).filter((name) => name.startsWith('espalier-spill-'))).toEqual([])
  rmSync(folder, { recursive: true })
})
