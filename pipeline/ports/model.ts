import { z } from 'zod'

/** How large the picture is that a model sees, and what its channels are: 1 grey, 3 red, green and blue. */
export const picture = z.object({
  height: z.number().int(),
  width: z.number().int(),
  channels: z.union([z.literal(1), z.literal(3)]),
  /** How the model itself wants it. For people: the graph sees to it. */
  wanted: z
    .object({
      layout: z.enum(['nchw', 'nhwc', 'columns']),
      element: z.string(),
      scale: z.number(),
      mean: z.array(z.number()).optional(),
      std: z.array(z.number()).optional(),
    })
    .optional(),
})
export type Picture = z.infer<typeof picture>

/** `counts[i]` rows lay in `[edges[i], edges[i + 1])`. */
export const histogram = z.object({ edges: z.array(z.number()), counts: z.array(z.number().int()) })
export type Histogram = z.infer<typeof histogram>

/** One column that a caller of a model sends. */
export const modelInput = z.object({
  name: z.string(),
  type: z.enum(['number', 'integer', 'boolean', 'text', 'image']),
  /** What it is, and in what it is measured: as a person said. */
  description: z.string().optional(),
  unit: z.string().optional(),
  /** Of an image. */
  picture: picture.optional(),
  /** Share of training rows without a value; above 0 the column may be left out or null. */
  missing: z.number(),
  range: z.tuple([z.number(), z.number()]).optional(),
  /** Training categories, most frequent first, at most 100. */
  categories: z.array(z.object({ value: z.string(), count: z.number().int() })).optional(),
  /** How many categories there were in training, listed or not. */
  categoryCount: z.number().int().optional(),
  /** Of training rows. */
  histogram: histogram.optional(),
})
export type ModelInput = z.infer<typeof modelInput>

/** What a caller sends and gets. `outputs` are names of ONNX outputs; inputs are ONNX inputs of their column's name,
 * `[n, 1]`: double for number, integer and boolean (missing = NaN), string for text (missing = `missingText`); an image is
 * `[n, height, width, channels]` of uint8. */
export const signature = z.object({
  task: z.enum(['classification', 'regression']),
  target: z.string(),
  inputs: z.array(modelInput),
  classes: z.array(z.string()).optional(),
  outputs: z.object({
    label: z.string().optional(),
    probabilities: z.string().optional(),
    prediction: z.string().optional(),
  }),
  /** Rows it answers at once; more are answered in several goes. */
  rowsAtOnce: z.number().int().min(1).optional(),
})
export type Signature = z.infer<typeof signature>

/** Stands for a missing string inside ONNX graphs, which know no null. U+FFFF is a Unicode noncharacter. */
export const missingText = '\uffff'

/** The proof that the stored graph answers as the trained estimator did. */
export const parity = z.object({ rows: z.number().int(), maxDifference: z.number(), tolerance: z.number() })
export type Parity = z.infer<typeof parity>

export const modelValue = z.object({
  type: z.literal('model'),
  artifact: z.string(),
  signature,
  metrics: z.record(z.string(), z.number()),
  parity,
  /** JSON artifact: `{ examples: Row[], background: Row[], importance: { name, value }[], categories, target }`: categories as
   * `CategoryDigests` of engines/models/categories-seen.ts, the target of a regression as a `Histogram`. */
  details: z.string(),
  /** Set once registered. */
  version: z.object({ id: z.string(), model: z.string(), number: z.number().int() }).optional(),
})
export type ModelValue = z.infer<typeof modelValue>

export interface ModelSchema {
  type: 'model'
  task: Signature['task']
  target: string
  /** The raw columns a caller must send. */
  inputs: { name: string; type: string }[]
}
