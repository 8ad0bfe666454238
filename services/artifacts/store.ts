import type { Readable } from 'node:stream'

export interface StoredBytes {
  sha256: string
  size: number
}

/** Bytes named by their SHA-256. A name is visible only when the bytes are complete and on disk. */
export interface Store {
  /** Faults: LIMIT beyond `maxBytes`, UNAVAILABLE when the disk is full. */
  put(source: Readable, options?: { maxBytes?: number }): Promise<StoredBytes>
  /** Takes over a finished file of a work folder; the file is gone from there afterwards. */
  adopt(path: string): Promise<StoredBytes>
  /** For engines, which read files; the file is read-only. Faults: NOT_FOUND. */
  path(sha256: string): Promise<string>
  /** Bytes of a stored thing. Faults: NOT_FOUND. */
  size(sha256: string): Promise<number>
  /** Nothing where there is nothing. The caller has made sure that nobody can name it. */
  remove(sha256: string): Promise<void>
}
