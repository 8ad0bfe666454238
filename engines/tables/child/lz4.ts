/**
 * Decompresses an LZ4 frame, as Arrow files hold them. After the frame and block formats of the LZ4 project; checksums are
 * passed over. Throws on bytes that are none.
 */
export function decodeLz4(frame: Uint8Array): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  if (view.getUint32(0, true) !== 0x184d2204) throw new Error('not an LZ4 frame')
  const flags = view.getUint8(4)
  const [blockChecksum, contentSize, dictionary] = [flags & 16, flags & 8, flags & 1]
  let at = 7 + (contentSize ? 8 : 0) + (dictionary ? 4 : 0)
  const output = growing(contentSize ? Number(view.getBigUint64(6, true)) : frame.length * 4)
  for (let size = view.getUint32(at, true); size !== 0; size = view.getUint32(at, true)) {
    const length = size & 0x7fffffff
    const block = frame.subarray(at + 4, at + 4 + length)
    if (size >>> 31) output.append(block)
    else decodeBlock(block, output)
    at += 4 + length + (blockChecksum ? 4 : 0)
  }
  return output.bytes()
}

interface Output {
  append(bytes: Uint8Array): void
  /** Repeats what was written `offset` bytes ago. */
  repeat(offset: number, length: number): void
  bytes(): Uint8Array
}

function decodeBlock(block: Uint8Array, output: Output): void {
  let at = 0
  const next = () => {
    const byte = block[at++]
    if (byte === undefined) throw new Error('an LZ4 block that ends too early')
    return byte
  }
  const lengthFrom = (nibble: number) => {
    let length = nibble
    if (nibble === 15) for (let byte = 255; byte === 255; length += byte) byte = next()
    return length
  }
  while (at < block.length) {
    const token = next()
    const literals = lengthFrom(token >> 4)
    output.append(block.subarray(at, at + literals))
    at += literals
    // The last sequence of a block has literals only.
    if (at >= block.length) return
    const offset = next() | (next() << 8)
    output.repeat(offset, lengthFrom(token & 15) + 4)
  }
}

function growing(expected: number): Output {
  let bytes = new Uint8Array(Math.max(expected, 64))
  let length = 0
  const reserve = (more: number) => {
    if (length + more <= bytes.length) return
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + more))
    larger.set(bytes.subarray(0, length))
    bytes = larger
  }
  return {
    append: (part) => {
      reserve(part.length)
      bytes.set(part, length)
      length += part.length
    },
    repeat: (offset, count) => {
      if (offset === 0 || offset > length) throw new Error('an LZ4 block that points before its start')
      reserve(count)
      // Byte by byte, because a match may overlap what it writes.
      for (let end = length + count; length < end; length++) bytes[length] = bytes[length - offset] as number
    },
    bytes: () => bytes.subarray(0, length),
  }
}
