import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { Fault } from '#pipeline/fault.ts'

/** Lets bytes through and knows afterwards whether all of them were UTF-8, so that a large file is read once. */
export function utf8Gauge(): { through: Transform; isUtf8(): boolean } {
  let all = true
  let carried: Buffer = Buffer.alloc(0)
  const judge = (bytes: Buffer) => {
    all &&= isUtf8(bytes)
  }
  const through = new Transform({
    transform(chunk: Buffer | string, _encoding, done) {
      const bytes = Buffer.concat([carried, Buffer.from(chunk)])
      const end = wholeCharacters(bytes)
      carried = bytes.subarray(end)
      judge(bytes.subarray(0, end))
      done(null, chunk)
    },
    flush(done) {
      judge(carried)
      done()
    },
  })
  return { through, isUtf8: () => all }
}

/** Where the last character begins if it is cut, else the length. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** How text that is not UTF-8 is most likely written: what spreadsheets save. Nothing for bytes that no text has. */
export async function likelyEncoding(path: string): Promise<string | undefined> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0)
    if (bytesRead > 1 && buffer.readUInt16BE(0) === 0xfffe) return 'utf-16le'
    if (bytesRead > 1 && buffer.readUInt16BE(0) === 0xfeff) return 'utf-16be'
    return buffer.subarray(0, bytesRead).includes(0) ? undefined : 'windows-1252'
  } finally {
    await file.close()
  }
}

/** Text as a stream of UTF-8. Faults: INVALID_INPUT for an encoding that nobody knows; BAD_DATA. */
export function decoded(source: AsyncIterable<Uint8Array>, encoding: string): Readable {
  return Readable.from(characters(source, decoderOf(encoding)))
}

export const bytesOf = (path: string): AsyncIterable<Uint8Array> => createReadStream(path, { highWaterMark: 2 ** 20 })

export function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch (cause) {
    throw new Fault('INVALID_INPUT', `no such encoding of text: ${encoding}`, {
      at: { param: 'encoding' },
      hint: 'such as windows-1252, iso-8859-2, shift_jis or utf-16le',
      cause,
    })
  }
}

async function* characters(source: AsyncIterable<Uint8Array>, decoder: TextDecoder): AsyncGenerator<Buffer> {
  try {
    for await (const bytes of source) yield Buffer.from(decoder.decode(bytes, { stream: true }))
    yield Buffer.from(decoder.decode())
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    throw new Fault('BAD_DATA', `not text in ${decoder.encoding}`, {
      hint: 'choose another encoding, or save the file as UTF-8 and upload it again',
      cause,
    })
  }
}
