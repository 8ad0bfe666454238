import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '#pipeline/fault.ts'
import type { Store, StoredBytes } from './store.ts'
import { diskFault, writeBytes } from './write-bytes.ts'

const day = 24 * 60 * 60 * 1000

/**
 * The store as a folder: `ab/cdef…` for each thing, `tmp/` for what is being written. Bytes are on disk (fsync) before
 * their name appears by rename, and the name is on disk before the call returns. Any number of processes may share it.
 */
export async function openFileStore(root: string): Promise<Store> {
  const temporary = join(root, 'tmp')
  await mkdir(temporary, { recursive: true })
  await sweep(temporary)

  const place = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Fault('NOT_FOUND', `no such artifact: ${sha256.slice(0, 80)}`)
    return join(root, sha256.slice(0, 2), sha256.slice(2))
  }

  const keep = async (path: string, stored: StoredBytes): Promise<StoredBytes> => {
    const target = place(stored.sha256)
    const there = await stat(target).catch(() => undefined)
    if (there?.size === stored.size) {
      await rm(path)
      return stored
    }
    await chmod(path, 0o444)
    if (await mkdir(dirname(target), { recursive: true })) await syncFolder(root)
    await rename(path, target)
    await syncFolder(dirname(target))
    return stored
  }

  const find = async (sha256: string) => {
    const path = place(sha256)
    const found = await stat(path).catch(() => undefined)
    if (!found?.isFile()) throw new Fault('NOT_FOUND', `no such artifact: ${sha256}`)
    return { path, size: found.size }
  }

  return {
    put: async (source, { maxBytes } = {}) => {
      const path = join(temporary, randomUUID())
      try {
        return await keep(path, await writeBytes(source, path, maxBytes))
      } catch (thrown) {
        await rm(path, { force: true })
        throw diskFault(thrown)
      }
    },
    adopt: async (path) => {
      const own = join(temporary, randomUUID())
      try {
        await takeOver(path, own)
        return await keep(own, await measure(own))
      } catch (thrown) {
        await rm(own, { force: true })
        throw diskFault(thrown)
      }
    },
    path: async (sha256) => (await find(sha256)).path,
    size: async (sha256) => (await find(sha256)).size,
    remove: (sha256) => rm(place(sha256), { force: true }),
  }
}

/** Moves where it can, so that nothing is copied; copies from another disk, and where another name keeps the file writable. */
async function takeOver(path: string, own: string): Promise<void> {
  const found = await lstat(path)
  if (!found.isFile()) throw new Fault('BAD_DATA', `not a regular file: ${path}`)
  if (found.nlink === 1) {
    const moved = await rename(path, own).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EXDEV') return false
        throw error
      },
    )
    if (moved) return
  }
  await copyFile(path, own, constants.COPYFILE_EXCL)
  await rm(path)
}

async function measure(path: string): Promise<StoredBytes> {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'r')
  try {
    for await (const chunk of file.createReadStream({ highWaterMark: 1 << 20, autoClose: false })) {
      hash.update(chunk as Buffer)
      size += (chunk as Buffer).length
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), size }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** What processes that died left behind. */
async function sweep(temporary: string): Promise<void> {
  for (const name of await readdir(temporary)) {
    const path = join(temporary, name)
    const found = await stat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > day) await rm(path, { force: true })
  }
}
