const encoder = new TextEncoder()

/** A whole number in protobuf's form; a negative one takes ten bytes. */
function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  do {
    const low = Number(rest & 127n)
    rest >>= 7n
    bytes.push(rest > 0n ? low | 128 : low)
  } while (rest > 0n)
  return Uint8Array.from(bytes)
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export const integer = (number: number, value: number): Uint8Array => joined([varint(number * 8), varint(value)])

export const bytes = (number: number, value: Uint8Array): Uint8Array =>
  joined([varint(number * 8 + 2), varint(value.length), value])

export const text = (number: number, value: string): Uint8Array => bytes(number, encoder.encode(value))

export const message = (number: number, parts: readonly Uint8Array[]): Uint8Array => bytes(number, joined(parts))
