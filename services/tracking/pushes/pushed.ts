import { z } from 'zod'
import { corrections } from '#pipeline/ports/corrections.ts'
import { histogram, modelInput, parity } from '#pipeline/ports/model.ts'
import { modelName } from '../../models/find.ts'
import { artifactPath } from '../artifacts/path.ts'
import { key, milliseconds, plainText, tagList } from '../fields.ts'

export const pushedEntry = 'push.json'

const row = z.record(z.string(), z.unknown())
/** JSON has no NaN and no infinities, so they travel as text. */
const measured = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number)])

const dataset = z.object({
  name: plainText.min(1).max(500),
  digest: plainText.max(36),
  sourceType: plainText.max(100),
  source: plainText.max(65_535),
  schema: plainText.max(1_048_575).optional(),
  profile: plainText.max(1_048_575).optional(),
  tags: z.record(plainText, plainText).default({}),
})

/** A model that was converted where it was trained, with what is known of its columns there. */
const model = z.object({
  name: modelName,
  /** Path of the ONNX among the files. */
  file: artifactPath,
  corrections: corrections.default({}),
  inputs: z.array(modelInput).max(10_000).default([]),
  examples: z.array(row).max(100).default([]),
  background: z.array(row).max(500).default([]),
  /** How the numbers to predict lay in training. */
  target: histogram.optional(),
  metrics: z.record(z.string(), z.number()).default({}),
  /** Of the ONNX and the trained model, on the notebook's own rows. */
  parity: parity.optional(),
  description: z.string().max(4000).optional(),
})
export type PushedModel = z.infer<typeof model>

const file = z.object({
  /** Its name in the archive. */
  entry: z.string().regex(/^files\/\d{1,6}$/),
  path: artifactPath,
  size: z.int().min(0),
})
export type PushedFile = z.infer<typeof file>

/** What `push.json`, the first file of the archive, says. */
export const pushed = z.object({
  espalier: z.literal('push'),
  format: z.literal(1),
  experiment: plainText.min(1).max(500),
  name: plainText.min(1).max(250),
  kind: z.enum(['notebook', 'client']),
  status: z.enum(['finished', 'failed']),
  startedAt: milliseconds,
  endedAt: milliseconds,
  userName: plainText.max(250).default(''),
  params: tagList.max(2000).default([]),
  tags: tagList.max(500).default([]),
  metrics: z
    .array(z.object({ key, value: measured, step: z.int().default(0), at: milliseconds }))
    .max(200_000)
    .default([]),
  datasets: z.array(dataset).max(500).default([]),
  files: z.array(file).max(10_000).default([]),
  model: model.nullable().default(null),
})
export type Pushed = z.infer<typeof pushed>
