import { Tensor } from 'onnxruntime-node'
import type { Feeds } from './messages.ts'

/** One column, or pictures, as the platform's models take them. */
export function tensorOf(values: Feeds[string], rows: number, picture?: readonly number[]): Tensor {
  if (Array.isArray(values)) return new Tensor('string', values, [rows, 1])
  if (values instanceof Float64Array) return new Tensor('float64', values, [rows, 1])
  return new Tensor('uint8', values, [rows, ...(picture ?? [values.length / rows])])
}
