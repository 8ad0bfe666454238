import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Fault } from '#pipeline/fault.ts'
import type { StoredBytes } from './store.ts'

/** Into a new file, which is on disk when this returns; nothing of it is kept in memory. Faults: LIMIT. */
export async function writeBytes(
  source: Readable,
  path: string,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<StoredBytes> {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of source) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer)
      size += bytes.length
      if (size > maxBytes)
        throw new Fault('LIMIT', `larger than allowed, in bytes: ${maxBytes}`, { hint: 'send a smaller file' })
      hash.update(bytes)
      await writeAll(file, bytes)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), size }
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length; )
    written += (await file.write(bytes, written, bytes.length - written)).bytesWritten
}

/** A full disk is nobody's mistake, so callers may try again. */
export function diskFault(thrown: unknown): unknown {
  const code = (thrown as NodeJS.ErrnoException | null)?.code
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Fault('UNAVAILABLE', 'the disk is full', { hint: 'free some space and try again', cause: thrown })
  return thrown
}
