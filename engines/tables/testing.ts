import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FileValue, ScanOptions } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { openTables } from './open-tables.ts'
import { scanFile } from './scan-file.ts'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Real tables, and a folder for the files of one test file. */
export function testTables() {
  const folder = mkdtempSync(join(tmpdir(), 'espalier-tables-'))
  const tables = openTables({ root, spares: 1 })
  const at = (name: string) => join(folder, name)
  return {
    tables,
    at,
    write: (name: string, content: string | Buffer): string => {
      writeFileSync(at(name), content)
      return at(name)
    },
    /** Detects a file, then loads it as `etl.load-file` would. */
    load: async (
      path: string,
      format: FileValue['format'],
      { dialect, ...options }: Partial<ScanOptions> & { dialect?: FileValue['dialect'] } = {},
    ) => {
      const detected = await tables.detect(path, format, dialect)
      const file: FileValue = { name: 'file', sha256: '', format, ...detected }
      const scan = scanFile(file, path)({ types: {}, skipBadRows: false, ...options })
      const output = at(`loaded-${path.split('/').at(-1)}.parquet`)
      const made = await tables.select({ sql: `SELECT * FROM ${scan.text}`, tables: {}, files: [path], output })
      return { ...made, ...(await tables.preview(output, { offset: 0, limit: 100 })), output, detected }
    },
    close: async () => {
      await tables.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The fault that something ends with. */
export const faultOf = (promise: Promise<unknown>): Promise<Fault> =>
  promise.then(
    (value) => {
      throw new Error(`no fault, but: ${JSON.stringify(value)}`)
    },
    (thrown: unknown) => Fault.of(thrown),
  )

/** Children of this process that run DuckDB, by what the kernel says. */
export const children = (): number[] =>
  execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('engines/tables/child/main.ts'))
    .map((line) => Number.parseInt(line, 10))
