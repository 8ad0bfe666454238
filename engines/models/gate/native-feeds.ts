import { Tensor } from 'onnxruntime-node'
import { Fault } from '#pipeline/fault.ts'
import type { Feeds } from '../child/messages.ts'
import type { Element } from '../onnx/elements.ts'
import type { InputPlan } from './plan.ts'

/** Made rows as the file itself takes them, without our graph in front: what the stored form is compared to. */
export const nativeFeeds = (plan: readonly InputPlan[], feeds: Feeds, rows: number): Record<string, Tensor> =>
  Object.fromEntries(
    plan.map((input) => [
      input.name,
      input.kind === 'columns' ? columns(input, feeds, rows) : picture(input, feeds, rows),
    ]),
  )

function columns(input: Extract<InputPlan, { kind: 'columns' }>, feeds: Feeds, rows: number): Tensor {
  const width = input.columns.length
  const all: (number | string)[] = Array.from({ length: rows * width })
  for (const [place, { name }] of input.columns.entries())
    for (let row = 0; row < rows; row++) all[row * width + place] = feeds[name]?.[row] ?? 0
  return tensorOf(input.element, all, input.flat ? [rows] : [rows, width])
}

function picture(
  { picture, shape, element, input }: Extract<InputPlan, { kind: 'picture' }>,
  feeds: Feeds,
  rows: number,
): Tensor {
  const { height, width, channels, wanted } = picture
  const bytes = feeds[input.name] as Uint8Array
  const first = wanted.layout === 'nchw'
  const all = Array.from({ length: bytes.length }, () => 0)
  let at = 0
  for (let row = 0; row < rows; row++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let channel = 0; channel < channels; channel++) {
          const scaled = ((bytes[at++] ?? 0) * wanted.scale) / 255
          const value = (scaled - (wanted.mean?.[channel] ?? 0)) / (wanted.std?.[channel] ?? 1)
          const place = first ? (channel * height + y) * width + x : (y * width + x) * channels + channel
          all[row * height * width * channels + place] = value
        }
  const size = height * width * channels
  const dimensions = {
    nchw: [rows, channels, height, width],
    nhwc: [rows, height, width, channels],
    grey: [rows, height, width],
    columns: [rows, size],
  }[shape]
  return tensorOf(element, all, dimensions)
}

function tensorOf(element: Element, values: (number | string)[], dimensions: number[]): Tensor {
  const numbers = values as number[]
  switch (element) {
    case 'float':
      return new Tensor('float32', Float32Array.from(numbers), dimensions)
    case 'double':
      return new Tensor('float64', Float64Array.from(numbers), dimensions)
    case 'int64':
      return new Tensor(
        'int64',
        BigInt64Array.from(numbers, (value) => BigInt(Math.trunc(value))),
        dimensions,
      )
    case 'int32':
      return new Tensor('int32', Int32Array.from(numbers), dimensions)
    case 'int16':
      return new Tensor('int16', Int16Array.from(numbers), dimensions)
    case 'int8':
      return new Tensor('int8', Int8Array.from(numbers), dimensions)
    case 'uint8':
      return new Tensor('uint8', Uint8Array.from(numbers), dimensions)
    case 'bool':
      return new Tensor('bool', Uint8Array.from(numbers), dimensions)
    case 'string':
      return new Tensor('string', values.map(String), dimensions)
    default:
      throw new Fault('BAD_DATA', `the model takes what cannot be sent: ${element}`, {
        hint: 'export it with inputs of float32',
      })
  }
}
