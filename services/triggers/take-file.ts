import { createHash, randomUUID } from 'node:crypto'
import { constants, createReadStream, createWriteStream } from 'node:fs'
import { type FileHandle, open, realpath, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Fault } from '#pipeline/fault.ts'
import type { Context } from '../context.ts'
import { add } from '../files/add.ts'
import type { FileInfo } from '../files/find.ts'
import { lies } from './folders.ts'

export interface FoundFile {
  /** Below the folder. */
  path: string
  size: number
  modifiedMs: number
}

/**
 * A file of a folder as the next version of a project file. It is copied first: a file that changed under the hand is no
 * arrival yet, and nothing is answered. Faults: those of `files/add`; FORBIDDEN for what is not within the folder.
 */
export async function takeFile(
  ctx: Context,
  { folder, found, as }: { folder: string; found: FoundFile; as: string },
): Promise<{ version: FileInfo; sha256: string } | undefined> {
  const path = join(folder, found.path)
  const copy = join(ctx.work, `${randomUUID()}.arrived`)
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    await demandWithin(file, path, folder)
    if (!(await isAs(file, found))) return undefined
    const hash = createHash('sha256')
    const bytes = file.createReadStream({ autoClose: false, start: 0 })
    bytes.on('data', (part) => hash.update(part))
    await pipeline(bytes, createWriteStream(copy))
    if (!(await isAs(file, found))) return undefined
    return { version: await add(ctx, { name: as, source: createReadStream(copy) }), sha256: hash.digest('hex') }
  } finally {
    await file.close()
    await rm(copy, { force: true })
  }
}

async function isAs(file: FileHandle, { size, modifiedMs }: FoundFile): Promise<boolean> {
  const now = await file.stat()
  return now.size === size && now.mtimeMs === modifiedMs
}

/** What was opened is the very file that lies there, wherever links may have been put meanwhile. */
async function demandWithin(file: FileHandle, path: string, folder: string): Promise<void> {
  const real = await realpath(path)
  const [opened, there] = await Promise.all([file.stat(), stat(real)])
  if (lies(real, folder) && opened.isFile() && opened.ino === there.ino && opened.dev === there.dev) return
  throw new Fault('FORBIDDEN', `not a file of the folder: ${path}`)
}
