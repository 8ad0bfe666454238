/** One field of a protobuf message: a number, or the bytes of a string or message. `raw` is all of it, as it stood. */
export interface Field {
  number: number
  value: number | Uint8Array
  raw: Uint8Array
}

const broken = () => new RangeError('not a protobuf message')

/** What is told of a field: its number, its value if that is a number, else where its bytes lie, and where all of it begins. */
type Visit = (number: number, value: number | undefined, from: number, to: number, start: number) => void

/** Walks over the fields of one message, in order. Format: protobuf.dev/programming-guides/encoding. Throws a RangeError. */
export function scan(bytes: Uint8Array, visit: Visit): void {
  const { length } = bytes
  let at = 0
  const varint = (): number => {
    const start = at
    let result = 0
    for (let factor = 1; factor < 2 ** 70; factor *= 128) {
      if (at >= length) throw broken()
      const byte = bytes[at++] as number
      result += (byte & 127) * factor
      // Ten bytes hold a negative number.
      if (byte < 128) return at - start < 10 ? result : signed(bytes.subarray(start, at))
    }
    throw broken()
  }
  const sizeOf = (wire: number): number => {
    if (wire === 2) return varint()
    if (wire === 1) return 8
    if (wire === 5) return 4
    throw broken()
  }
  while (at < length) {
    const start = at
    const tag = varint()
    const number = Math.floor(tag / 8)
    if (number < 1) throw broken()
    const wire = tag % 8
    if (wire === 0) visit(number, varint(), at, at, start)
    else {
      const size = sizeOf(wire)
      const from = at
      at += size
      if (!(size >= 0) || at > length) throw broken()
      visit(number, undefined, from, at, start)
    }
  }
}

/** The fields of one message, in order, or those of some numbers. Throws a RangeError. */
export function fieldsOf(bytes: Uint8Array, ...numbers: number[]): Field[] {
  const fields: Field[] = []
  scan(bytes, (number, value, from, to, start) => {
    if (numbers.length > 0 && !numbers.includes(number)) return
    fields.push({ number, value: value ?? bytes.subarray(from, to), raw: bytes.subarray(start, to) })
  })
  return fields
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
