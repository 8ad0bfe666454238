const decoder = new TextDecoder()
const deepest = 64

const broken = () => new RangeError('not UBJSON')

/** Reads UBJSON, as XGBoost writes it: big-endian, arrays of one type with their count. Source: ubjson.org. Throws a RangeError. */
export function readUbjson(bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const take = (size: number) => {
    const from = at
    at += size
    if (!(size >= 0) || at > bytes.length) throw broken()
    return from
  }
  const marker = () => String.fromCharCode(bytes[take(1)] as number)
  const numbers = new Map<string, () => number>([
    ['i', () => view.getInt8(take(1))],
    ['U', () => view.getUint8(take(1))],
    ['I', () => view.getInt16(take(2))],
    ['l', () => view.getInt32(take(4))],
    ['L', () => Number(view.getBigInt64(take(8)))],
    ['d', () => view.getFloat32(take(4))],
    ['D', () => view.getFloat64(take(8))],
  ])
  const count = () => {
    const size = numbers.get(marker())?.() ?? Number.NaN
    if (!Number.isSafeInteger(size) || size < 0 || size > bytes.length - at) throw broken()
    return size
  }
  const text = () => {
    const size = count()
    const from = take(size)
    return decoder.decode(bytes.subarray(from, at))
  }
  const optional = (sign: string) => {
    if (bytes[at] !== sign.charCodeAt(0)) return false
    at++
    return true
  }
  function list(depth: number): unknown[] {
    const type = optional('$') ? marker() : undefined
    if (optional('#')) {
      const size = count()
      const read = type === undefined ? undefined : numbers.get(type)
      return Array.from({ length: size }, () => (read ? read() : value(type ?? marker(), depth)))
    }
    if (type !== undefined) throw broken()
    const items: unknown[] = []
    while (!optional(']')) items.push(value(marker(), depth))
    return items
  }
  function entries(depth: number): Record<string, unknown> {
    const read: [string, unknown][] = []
    while (!optional('}')) read.push([text(), value(marker(), depth)])
    return Object.fromEntries(read)
  }
  function value(type: string, depth: number): unknown {
    if (depth > deepest) throw broken()
    const number = numbers.get(type)
    if (number) return number()
    switch (type) {
      case '{':
        return entries(depth + 1)
      case '[':
        return list(depth + 1)
      case 'S':
        return text()
      case 'C':
        return marker()
      case 'T':
        return true
      case 'F':
        return false
      case 'Z':
        return null
      default:
        throw broken()
    }
  }
  return value(marker(), 0)
}
