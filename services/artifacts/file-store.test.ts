import { createHash, randomBytes } from 'node:crypto'
import { link, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openFileStore } from './file-store.ts'
import type { Store } from './store.ts'

let root: string
let store: Store
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'espalier-store-'))
  store = await openFileStore(join(root, 'artifacts'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')

async function everything(): Promise<string[]> {
  const entries = await readdir(join(root, 'artifacts'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

async function* chunks(count: number, size: number) {
  for (let index = 0; index < count; index += 1) yield Buffer.alloc(size, index)
}

describe('put', () => {
  test('names bytes by their hash, read-only', async () => {
    const stored = await store.put(Readable.from(['hello ', 'world']))
    expect(stored).toEqual({ sha256: sha256('hello world'), size: 11 })
    const path = await store.path(stored.sha256)
    expect(path).toBe(join(root, 'artifacts', stored.sha256.slice(0, 2), stored.sha256.slice(2)))
    expect(await readFile(path, 'utf8')).toBe('hello world')
    expect((await stat(path)).mode & 0o777).toBe(0o444)
  })

  test('keeps equal bytes once, however many put them at the same time', async () => {
    const bytes = randomBytes(100_000)
    const stored = await Promise.all(Array.from({ length: 20 }, () => store.put(Readable.from([bytes]))))
    expect(new Set(stored.map((one) => one.sha256))).toEqual(new Set([sha256(bytes)]))
    expect(await everything()).toHaveLength(1)
  })

  test('holds no more than a little of a large file in memory', async () => {
    const before = process.memoryUsage().rss
    let peak = 0
    async function* watched() {
      for await (const chunk of chunks(160, 1 << 20)) {
        peak = Math.max(peak, process.memoryUsage().rss)
        yield chunk
      }
    }
    const { size } = await store.put(Readable.from(watched(), { highWaterMark: 1 }))
    expect(size).toBe(160 << 20)
    expect(peak - before).toBeLessThan(96 << 20)
  })

  test('leaves nothing behind of an upload that is cut off', async () => {
    async function* cut() {
      yield* chunks(3, 1000)
      throw new Error('connection lost')
    }
    await expect(store.put(Readable.from(cut()))).rejects.toThrow('connection lost')
    expect(await everything()).toEqual([])
  })

  test('stops at the limit and leaves nothing behind', async () => {
    await expect(store.put(Readable.from(chunks(3, 1000)), { maxBytes: 2500 })).rejects.toMatchObject({ code: 'LIMIT' })
    expect(await everything()).toEqual([])
  })

  test('makes whole again what a failing disk has shortened', async () => {
    const { sha256: name } = await store.put(Readable.from(['whole']))
    const path = await store.path(name)
    await rm(path)
    await writeFile(path, 'who')
    await store.put(Readable.from(['whole']))
    expect(await readFile(path, 'utf8')).toBe('whole')
  })
})

describe('adopt', () => {
  test('moves a finished file in', async () => {
    const work = join(root, 'rows.parquet')
    await writeFile(work, 'rows')
    const stored = await store.adopt(work)
    expect(stored).toEqual({ sha256: sha256('rows'), size: 4 })
    await expect(stat(work)).rejects.toThrow('ENOENT')
  })

  test('copies a file that has another name, through which it could still be written', async () => {
    const work = join(root, 'rows.parquet')
    await writeFile(work, 'rows')
    await link(work, join(root, 'other'))
    const { sha256: name } = await store.adopt(work)
    await writeFile(join(root, 'other'), 'evil')
    expect(await readFile(await store.path(name), 'utf8')).toBe('rows')
  })

  test('follows no symbolic link', async () => {
    await symlink('/etc/hostname', join(root, 'rows.parquet'))
    await expect(store.adopt(join(root, 'rows.parquet'))).rejects.toThrow('not a regular file')
    expect(await everything()).toEqual([])
  })
})

test('a name that is none finds nothing', async () => {
  for (const name of ['', '../../etc/passwd', sha256('never stored')])
    await expect(store.path(name)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('what processes that died left behind is gone after a day', async () => {
  const temporary = join(root, 'artifacts', 'tmp')
  await writeFile(join(temporary, 'old'), '')
  await writeFile(join(temporary, 'young'), '')
  const lastWeek = new Date(Date.now() - 7 * 24 * 60 * 60 * 1000)
  await utimes(join(temporary, 'old'), lastWeek, lastWeek)
  await openFileStore(join(root, 'artifacts'))
  expect(await everything()).toEqual(['young'])
})
