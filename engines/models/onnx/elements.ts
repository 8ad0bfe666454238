/** ONNX's names of element types, by their numbers in `TensorProto.DataType`. */
export const elements = {
  1: 'float',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  8: 'string',
  9: 'bool',
  10: 'float16',
  11: 'double',
  12: 'uint32',
  13: 'uint64',
} as const

export type Element = (typeof elements)[keyof typeof elements]

export const elementOf = (number: number): Element | undefined => (elements as Record<number, Element>)[number]

export const numberOf = (element: Element): number =>
  Number(Object.keys(elements).find((number) => elements[Number(number) as keyof typeof elements] === element))

/** Bits of one element; what is not listed here we have no words for, and eight will do. */
export const bitsOf = (number: number): number =>
  ({ 1: 32, 4: 16, 5: 16, 6: 32, 7: 64, 10: 16, 11: 64, 12: 32, 13: 64, 14: 64, 15: 128, 16: 16, 21: 4, 22: 4 })[
    number
  ] ?? 8
