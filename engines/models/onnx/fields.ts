/** One field of a protobuf message: a number, or the bytes of a string or message. `raw` is all of it, as it stood. */
export interface Field {
  number: number
  value: number | Uint8Array
  raw: Uint8Array
}

const broken = () => new RangeError('not a protobuf message')

/** The fields of one message, in order. Format: protobuf.dev/programming-guides/encoding. Throws a RangeError. */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0
  const varint = (): number => {
    const start = at
    let result = 0
    for (let factor = 1; factor < 2 ** 70; factor *= 128) {
      const byte = bytes[at++]
      if (byte === undefined) throw broken()
      result += (byte & 127) * factor
      // Ten bytes hold a negative number.
      if (byte < 128) return at - start < 10 ? result : signed(bytes.subarray(start, at))
    }
    throw broken()
  }
  const take = (length: number) => {
    const end = at + length
    if (!(length >= 0) || end > bytes.length) throw broken()
    const part = bytes.subarray(at, end)
    at = end
    return part
  }
  while (at < bytes.length) {
    const start = at
    const tag = varint()
    const number = Math.floor(tag / 8)
    if (number < 1) throw broken()
    const value = readValue(tag % 8)
    yield { number, value, raw: bytes.subarray(start, at) }
  }

  function readValue(wire: number): number | Uint8Array {
    if (wire === 0) return varint()
    if (wire === 2) return take(varint())
    if (wire === 1) return take(8)
    if (wire === 5) return take(4)
    throw broken()
  }
}

function signed(bytes: Uint8Array): number {
  let result = 0n
  for (const [index, byte] of bytes.entries()) result += BigInt(byte & 127) << BigInt(7 * index)
  return Number(BigInt.asIntN(64, result))
}

const decoder = new TextDecoder()
export const textOf = (value: Field['value'] | undefined): string =>
  value instanceof Uint8Array ? decoder.decode(value) : ''

/** Whole numbers of a repeated field, packed or not. */
export function integersOf(fields: readonly Field[], number: number): number[] {
  return fields.flatMap((field) => {
    if (field.number !== number) return []
    return typeof field.value === 'number' ? [field.value] : [...packed(field.value)]
  })
}

function* packed(bytes: Uint8Array): Generator<number> {
  for (let at = 0; at < bytes.length; ) {
    let end = at
    while ((bytes[end] ?? 0) >= 128) end++
    // A tag before it makes it a message of one field.
    for (const { value } of fieldsOf(Uint8Array.of(8, ...bytes.subarray(at, end + 1)))) yield value as number
    at = end + 1
  }
}
