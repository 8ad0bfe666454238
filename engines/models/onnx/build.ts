import { type Element, numberOf } from './elements.ts'
import { bytes, integer, integers, message, text, texts } from './write.ts'

type AttributeValue = number | readonly number[]

/** A node as a field of a graph. Numbers of fields: onnx/onnx.proto of the ONNX project. */
export const node = (
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: Record<string, AttributeValue> | readonly Uint8Array[] = {},
  domain = '',
): Uint8Array =>
  message(1, [
    ...inputs.map((name) => text(1, name)),
    text(2, output),
    text(4, operator),
    ...(isMade(attributes) ? attributes : Object.entries(attributes).map(([name, value]) => whole(name, value))),
    ...(domain ? [text(7, domain)] : []),
  ])

const isMade = (attributes: object): attributes is readonly Uint8Array[] => Array.isArray(attributes)
const whole = (name: string, value: AttributeValue) =>
  typeof value === 'number' ? attribute.integer(name, value) : attribute.integers(name, value)

const kinds = { integer: 2, tensor: 4, floats: 6, integers: 7, texts: 8 }
const made = (name: string, kind: keyof typeof kinds, value: readonly Uint8Array[]): Uint8Array =>
  message(5, [text(1, name), ...value, integer(20, kinds[kind])])

/** What is said in a node, as its fields; lists of numbers are packed, for trees have millions. */
export const attribute = {
  integer: (name: string, value: number): Uint8Array => made(name, 'integer', [integer(3, value)]),
  integers: (name: string, values: readonly number[]): Uint8Array => made(name, 'integers', [integers(8, values)]),
  floats: (name: string, values: readonly number[]): Uint8Array =>
    made(name, 'floats', [bytes(7, new Uint8Array(Float32Array.from(values).buffer))]),
  doubles: (name: string, values: readonly number[]): Uint8Array =>
    made(name, 'tensor', [constant.doubles(name, values)]),
  texts: (name: string, values: readonly string[]): Uint8Array => made(name, 'texts', texts(9, values)),
}

const head = (name: string, element: Element, dimensions: readonly number[]) => [
  ...dimensions.map((size) => integer(1, size)),
  integer(2, numberOf(element)),
  text(8, name),
]

/** Constants as fields of a graph. */
export const constant = {
  strings: (name: string, values: readonly string[], dimensions: readonly number[] = [values.length]): Uint8Array =>
    message(5, [...head(name, 'string', dimensions), ...values.map((value) => text(6, value))]),
  int64s: (name: string, values: readonly number[], dimensions: readonly number[] = [values.length]): Uint8Array =>
    message(5, [
      ...head(name, 'int64', dimensions),
      bytes(9, new Uint8Array(BigInt64Array.from(values, BigInt).buffer)),
    ]),
  doubles: (name: string, values: readonly number[], dimensions: readonly number[] = [values.length]): Uint8Array =>
    message(5, [...head(name, 'double', dimensions), bytes(9, new Uint8Array(Float64Array.from(values).buffer))]),
}

/** What a tensor that enters or leaves is like; the first dimension is open. `number`: 11 enters, 12 leaves. */
export const value = (number: 11 | 12, name: string, element: Element, width: readonly number[]): Uint8Array =>
  message(number, [
    text(1, name),
    message(2, [
      message(1, [
        integer(1, numberOf(element)),
        message(2, [message(1, []), ...width.map((size) => message(1, [integer(1, size)]))]),
      ]),
    ]),
  ])
