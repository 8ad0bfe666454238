import type { Signature } from '#pipeline/ports/model.ts'
import type { Row } from './check-rows.ts'
import type { Looked } from './explain/seen.ts'

export interface Answer {
  /** Class for classification, number for regression. */
  prediction: string | number
  /** By class. */
  probabilities?: Record<string, number>
}

/** What rows took of the machine. */
export interface Took {
  /** Microseconds of the model's thread. */
  busy: number
  /** Bytes that the process grew by when the model was opened. */
  memory: number
}

/** ONNX Runtime in worker threads, one session a model file, kept warm. */
export interface Models {
  /** Rows as `checkRows` returned them, or as they were recorded. Faults: NOT_FOUND, BAD_DATA, UNAVAILABLE. */
  predict(path: string, signature: Signature, rows: Row[]): Promise<Answer[]>
  /** As `predict`, with what it took. */
  measure(path: string, signature: Signature, rows: Row[]): Promise<{ answers: Answer[] } & Took>
  /** What the graph makes of rows on its way, by the names of its own tensors. Faults: as `predict`. */
  look(path: string, signature: Signature, rows: Row[], tensors: readonly string[]): Promise<Record<string, Looked>>
  close(): Promise<void>
}
