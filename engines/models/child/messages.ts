import type { FaultData } from '#pipeline/fault.ts'

/** One value a row for each ONNX input; of a picture all its bytes, row after row. */
export type Feeds = Record<string, Float64Array | Uint8Array | string[]>

export interface Order {
  id: number
  path: string
  rows: number
  feeds: Feeds
  outputs: string[]
  /** They are tensors within the graph. */
  inner?: true
  /** Height, width and channels of the input that is a picture. */
  picture?: number[]
}

export interface Output {
  data: Float32Array | Float64Array | BigInt64Array | Uint8Array | string[]
  /** Values a row. */
  width: number
}

/** What an order came to. */
export interface Ran {
  outputs: Record<string, Output>
  /** Microseconds of the thread, which is one processor's. */
  busy: number
  /** Bytes by which the process grew while the model was opened. */
  memory: number
}

export type Reply = ({ id: number } & Ran) | { id: number; fault: FaultData }
