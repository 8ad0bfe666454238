import { type Element, numberOf } from './elements.ts'
import { bytes, integer, message, text } from './write.ts'

type AttributeValue = number | readonly number[]

/** A node as a field of a graph. Numbers of fields: onnx/onnx.proto of the ONNX project. */
export const node = (
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: Record<string, AttributeValue> = {},
): Uint8Array =>
  message(1, [
    ...inputs.map((name) => text(1, name)),
    text(2, output),
    text(4, operator),
    ...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
  ])

const attribute = (name: string, value: AttributeValue): Uint8Array =>
  message(
    5,
    typeof value === 'number'
      ? [text(1, name), integer(3, value), integer(20, 2)]
      : [text(1, name), ...value.map((one) => integer(8, one)), integer(20, 7)],
  )

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
