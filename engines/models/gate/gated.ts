import type { FaultData } from '#pipeline/fault.ts'
import type { Corrections } from '#pipeline/ports/corrections.ts'
import type { Parity, Signature } from '#pipeline/ports/model.ts'
import type { Value } from '../onnx/read.ts'

/** What a file says of itself. */
export interface Found {
  bytes: number
  producer: string
  opsets: Record<string, number>
  operators: number
  inputs: Value[]
  outputs: Value[]
}

/** Something the gate saw or did. What it had to assume, a person should look at. */
export interface Remark {
  text: string
  assumed: boolean
}

/** A model in the platform's own form: raw columns or a picture in, a label, probabilities or a number out. */
export interface Admitted {
  signature: Signature
  /** Of the file as it came, and as it is stored. */
  parity: Parity
  /** Made up, and answered by the model. */
  examples: Record<string, unknown>[]
}

export interface Gated {
  found: Found
  remarks: Remark[]
  /** Absent where something must be said first. */
  admitted?: Admitted
  question?: FaultData
}

export interface GateOrder {
  path: string
  /** Where the stored form goes. */
  out: string
  corrections: Corrections
  /** Files that it may keep data in, by name: where they lie. */
  beside: Record<string, string>
}

/** First `gated` or a fault; then, while more rows are tried, how many it took; at last `end`. */
export type GateReply = { gated: Gated } | { rows: number } | { end: true } | { fault: FaultData }
