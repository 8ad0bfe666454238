import { Fault } from '#pipeline/fault.ts'
import type { Store, StoredBytes } from '../artifacts/store.ts'
import { bytesOf, decoded, decoderOf } from './text-encoding.ts'

/** The same file as it is when its bytes are read in another encoding. `former`: what was read before, UTF-8 when absent. */
export async function readInEncoding(
  store: Store,
  { sha256, former }: { sha256: string; former: string | undefined },
  encoding: string,
): Promise<StoredBytes & { encoding?: string }> {
  const wanted = decoderOf(encoding).encoding
  const original = asUploaded(bytesOf(await store.path(sha256)), former)
  const stored = await store.put(decoded(original, wanted))
  return { ...stored, ...(wanted !== 'utf-8' && { encoding: wanted }) }
}

/** The bytes as they came, from the UTF-8 that is kept of them. */
async function* asUploaded(kept: AsyncIterable<Uint8Array>, former: string | undefined): AsyncGenerator<Uint8Array> {
  const encode = encoderOf(former)
  if (!encode) return yield* kept
  const text = new TextDecoder()
  for await (const bytes of kept) yield encode(text.decode(bytes, { stream: true }))
}

function encoderOf(encoding: string | undefined): ((text: string) => Uint8Array) | undefined {
  if (!encoding || encoding === 'utf-8') return undefined
  if (encoding === 'utf-16le') return (text) => Buffer.from(text, 'utf16le')
  if (encoding === 'utf-16be') return (text) => Buffer.from(text, 'utf16le').swap16()
  const decoder = new TextDecoder(encoding)
  const places = new Map<string, number>()
  for (let byte = 0; byte < 256; byte++) places.set(decoder.decode(Uint8Array.of(byte)), byte)
  return (text) =>
    Uint8Array.from(text, (character) => {
      const byte = places.get(character)
      if (byte === undefined || character === '\ufffd')
        throw new Fault('INVALID_INPUT', `cannot be undone: what was read as ${encoding}`, {
          at: { param: 'encoding' },
          hint: 'upload the file again, in the right encoding',
        })
      return byte
    })
}
