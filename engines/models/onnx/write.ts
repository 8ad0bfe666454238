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

/** Whole numbers one after another, as one field. */
export function integers(number: number, values: readonly number[]): Uint8Array {
  const packed: number[] = []
  for (const value of values)
    if (value < 0) packed.push(...varint(value))
    else {
      let rest = value
      for (; rest > 127; rest = Math.floor(rest / 128)) packed.push((rest % 128) | 128)
      packed.push(rest)
    }
  return bytes(number, Uint8Array.from(packed))
}

/** Texts as fields of one number; the same text is written once. */
export function texts(number: number, values: readonly string[]): Uint8Array[] {
  const written = new Map([...new Set(values)].map((value) => [value, text(number, value)]))
  return values.map((value) => written.get(value) as Uint8Array)
}
