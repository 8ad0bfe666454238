import { z } from 'zod'
import { type Column, column } from '../columns.ts'

/**
 * A table on a wire: a Parquet artifact and its columns. After fitted feature nodes `chain` names the table they started
 * from and the ONNX graphs applied since, in order, so that a training node can merge them with its estimator.
 */
export const tableValue = z.object({
  type: z.literal('table'),
  artifact: z.string(),
  rows: z.number().int(),
  columns: z.array(column),
  /** Lines of the file it was read from that did not fit. */
  leftOut: z.number().int().optional(),
  chain: z
    .object({ raw: z.object({ artifact: z.string(), columns: z.array(column) }), graphs: z.array(z.string()) })
    .optional(),
})
export type TableValue = z.infer<typeof tableValue>

/** What is known of a table before any run. `raw`: the columns a caller of a model must send, once features were applied. */
export interface TableSchema {
  type: 'table'
  columns: Column[]
  raw?: Column[]
}
