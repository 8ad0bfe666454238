import { inflateRawSync } from 'node:zlib'

const most = 256 * 1024 * 1024
const broken = () => new RangeError('not a zip archive')

/** The files of a zip archive in memory, as its directory names them. Format: APPNOTE.TXT of PKWARE. Throws a RangeError. */
export function unzip(bytes: Uint8Array): (name: string) => Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const places = new Map<string, { method: number; from: number; size: number }>()
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(
    'PK\x05\x06',
    undefined,
    'latin1',
  )
  if (end < 0) throw broken()
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== 0x02014b50) throw broken()
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ]
    const local = view.getUint32(at + 42, true)
    places.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)), {
      method: view.getUint16(at + 10, true),
      from: local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true),
      size: view.getUint32(at + 20, true),
    })
    at += 46 + name + extra + comment
  }
  return (name) => {
    const place = places.get(name)
    if (!place) return undefined
    const held = bytes.subarray(place.from, place.from + place.size)
    return place.method === 0 ? held : inflated(held)
  }
}

function inflated(held: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(held, { maxOutputLength: most })
  } catch {
    throw broken()
  }
}
