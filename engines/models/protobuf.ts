/** One field of a protobuf message: a number, or the bytes of a string or message. */
export interface Field {
  number: number
  value: number | Uint8Array
}

const broken = () => new RangeError('not a protobuf message')

/** The fields of one message, in order. Format: protobuf.dev/programming-guides/encoding. Throws a RangeError. */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0
  const varint = (): number => {
    let result = 0
    for (let factor = 1; factor < 2 ** 70; factor *= 128) {
      const byte = bytes[at++]
      if (byte === undefined) throw broken()
      result += (byte & 127) * factor
      if (byte < 128) return result
    }
    throw broken()
  }
  const take = (length: number) => {
    const end = at + length
    if (end > bytes.length) throw broken()
    const part = bytes.subarray(at, end)
    at = end
    return part
  }
  while (at < bytes.length) {
    const tag = varint()
    const number = Math.floor(tag / 8)
    const wire = tag % 8
    if (number === 0) throw broken()
    if (wire === 0) yield { number, value: varint() }
    else if (wire === 2) yield { number, value: take(varint()) }
    else if (wire === 1) yield { number, value: take(8) }
    else if (wire === 5) yield { number, value: take(4) }
    else throw broken()
  }
}
