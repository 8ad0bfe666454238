import { pipeline, type Readable } from 'node:stream'
import type { FileValue } from '#pipeline/define-node.ts'
import type { Store, StoredBytes } from '../artifacts/store.ts'
import { bytesOf, decoded, decoderOf, likelyEncoding, utf8Gauge } from './text-encoding.ts'

interface How {
  format: FileValue['format']
  maxBytes: number
  /** Found out when absent. */
  encoding?: string | undefined
}

/** Stores a file; of text in another encoding only its UTF-8, as that is what every engine reads. */
export async function putAsUtf8(
  store: Store,
  source: Readable,
  { format, maxBytes, encoding }: How,
): Promise<StoredBytes & { encoding?: string }> {
  if (format === 'parquet' || format === 'arrow' || format === 'ipynb') return await store.put(source, { maxBytes })
  const given = encoding && decoderOf(encoding).encoding
  const gauge = utf8Gauge()
  // A source that fails destroys what `put` reads from, with its error.
  const stored = await store.put(
    pipeline(source, gauge.through, () => {}),
    { maxBytes },
  )
  if (given ? given === 'utf-8' : gauge.isUtf8()) return stored
  const path = await store.path(stored.sha256)
  const written = given ?? (await likelyEncoding(path))
  if (!written) return stored
  return { ...(await store.put(decoded(bytesOf(path), written), { maxBytes: maxBytes * 4 })), encoding: written }
}
