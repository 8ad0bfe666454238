import { fieldsOf, scan, textOf } from '../onnx/fields.ts'
import type { Constant, Node } from '../onnx/read.ts'

const [float, double] = [1, 11]

/** What is said in a node, by name, as bytes. Numbers of fields: onnx/onnx.proto of the ONNX project. */
export function attributesOf({ raw }: Node): Map<string, Uint8Array> {
  const [node] = fieldsOf(raw)
  const all = fieldsOf(node?.value as Uint8Array, 5).map(({ value }) => value as Uint8Array)
  return new Map(all.map((bytes) => [textOf(fieldsOf(bytes, 1)[0]?.value), bytes]))
}

export function integerIn(bytes: Uint8Array | undefined): number | undefined {
  const found = bytes && fieldsOf(bytes, 3)[0]?.value
  return typeof found === 'number' ? found : undefined
}

export function floatIn(bytes: Uint8Array | undefined): number | undefined {
  const found = bytes && fieldsOf(bytes, 2)[0]?.value
  return found instanceof Uint8Array
    ? new DataView(found.buffer, found.byteOffset, found.byteLength).getFloat32(0, true)
    : undefined
}

export const textIn = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && textOf(fieldsOf(bytes, 4)[0]?.value)

export const textsIn = (bytes: Uint8Array | undefined): string[] =>
  bytes ? fieldsOf(bytes, 9).map(({ value }) => textOf(value)) : []

/** Packed or not, without an object for each: a forest has millions. */
export function integersIn(bytes: Uint8Array | undefined, field = 8): number[] {
  const found: number[] = []
  if (!bytes) return found
  scan(bytes, (number, value, from, to) => {
    if (number !== field) return
    if (value !== undefined) found.push(value)
    else unpack(bytes.subarray(from, to), found)
  })
  return found
}

function unpack(bytes: Uint8Array, into: number[]): void {
  let [value, factor] = [0, 1]
  for (const byte of bytes) {
    value += (byte & 127) * factor
    factor *= 128
    if (byte < 128) {
      into.push(value)
      ;[value, factor] = [0, 1]
    }
  }
}

export function floatsIn(bytes: Uint8Array | undefined): Float64Array {
  return numbersOf(bytes, 7, 4)
}

/** Of a tensor in a node: doubles, which is what only tensors can hold. */
export function doublesIn(bytes: Uint8Array | undefined): Float64Array {
  const tensor = bytes && fieldsOf(bytes, 5)[0]?.value
  if (!(tensor instanceof Uint8Array)) return new Float64Array()
  const raw = numbersOf(tensor, 9, 8)
  return raw.length > 0 ? raw : numbersOf(tensor, 10, 8)
}

/** Of a constant of floats or doubles; undefined of anything else, and where its numbers lie in another file. */
export function numbersIn({ raw, elementNumber }: Constant): Float64Array | undefined {
  const tensor = fieldsOf(raw)[0]?.value
  if (!(tensor instanceof Uint8Array) || (elementNumber !== float && elementNumber !== double)) return undefined
  const [size, field] = elementNumber === float ? ([4, 4] as const) : ([8, 10] as const)
  const packed = numbersOf(tensor, 9, size)
  return packed.length > 0 ? packed : numbersOf(tensor, field, size)
}

/** Of a constant of 64-bit whole numbers. */
export function placesIn({ raw }: Constant): number[] {
  const tensor = fieldsOf(raw)[0]?.value as Uint8Array
  const packed = fieldsOf(tensor, 9)[0]?.value
  if (!(packed instanceof Uint8Array)) return integersIn(tensor, 7)
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  return Array.from({ length: packed.length / 8 }, (_, place) => Number(view.getBigInt64(place * 8, true)))
}

function numbersOf(bytes: Uint8Array | undefined, field: number, size: 4 | 8): Float64Array {
  const found: number[] = []
  if (!bytes) return new Float64Array()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  scan(bytes, (number, value, from, to) => {
    if (number !== field || value !== undefined) return
    for (let at = from; at + size <= to; at += size)
      found.push(size === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true))
  })
  return Float64Array.from(found)
}
