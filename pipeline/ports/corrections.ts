import { z } from 'zod'

const name = z.string().min(1).max(500)

const column = z.object({
  name,
  type: z.enum(['number', 'integer', 'boolean', 'text']).optional(),
  /** Whether a caller may leave it out. */
  optional: z.boolean().optional(),
  range: z.tuple([z.number(), z.number()]).optional(),
  categories: z.array(z.string()).max(100).optional(),
  unit: z.string().max(40).optional(),
  description: z.string().max(500).optional(),
})

/** How a model wants its pictures: callers send any picture, the graph does the rest. */
const picture = z.object({
  layout: z.enum(['nchw', 'nhwc']).optional(),
  height: z.int().min(1).max(4096).optional(),
  width: z.int().min(1).max(4096).optional(),
  channels: z.union([z.literal(1), z.literal(3)]).optional(),
  /** The value of a full pixel: 1 for 0…1, 255 for 0…255. */
  scale: z.number().positive().optional(),
  /** Taken from, and divided into, the scaled value of each channel. */
  mean: z.array(z.number()).max(3).optional(),
  std: z.array(z.number().positive()).max(3).optional(),
})

/** What a person says of a model that its file does not say, or says wrongly. */
export const corrections = z
  .object({
    task: z.enum(['classification', 'regression']),
    /** What it predicts. */
    target: name,
    classes: z.array(name).max(100_000),
    /** The columns in the order in which the model takes them. */
    columns: z.array(z.union([name, column])).max(10_000),
    image: picture,
    /** ONNX outputs by what they are. */
    outputs: z.object({ label: name, scores: name, prediction: name }).partial(),
    /** What the scores of a classifier are. */
    scores: z.enum(['probabilities', 'logits']),
  })
  .partial()
  .strict()
export type Corrections = z.infer<typeof corrections>
export type ColumnCorrection = z.infer<typeof column>
