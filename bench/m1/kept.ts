import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'

/** Where a server's files lie, for good or until its end, and whether it was filled before. */
export interface Place {
  folder: string
  filled: boolean
  markFilled(): Promise<void>
  leave(): Promise<void>
}

export async function placeOf(name: string, keep: string | undefined): Promise<Place> {
  const folder = keep ? join(keep, name) : await mkdtemp(join(tmpdir(), 'espalier-bench-'))
  await mkdir(folder, { recursive: true })
  const mark = join(folder, 'filled')
  return {
    folder,
    filled: existsSync(mark),
    markFilled: () => writeFile(mark, ''),
    leave: () => (keep ? Promise.resolve() : rm(folder, { recursive: true, force: true })),
  }
}

/** An own database on a server, empty unless it was `filled` before. */
export async function databaseOn(serverUrl: string, name: string, { filled }: Place): Promise<string> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} })
  if (!filled) {
    await sql`DROP DATABASE IF EXISTS ${sql(name)}`
    await sql`CREATE DATABASE ${sql(name)}`
  }
  await sql.end()
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}
