import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { open } from './open.ts'

const row = z.record(z.string(), z.unknown())

const dimension = z.union([z.number(), z.string(), z.null()])
const tensor = z.object({
  name: z.string(),
  kind: z.enum(['tensor', 'sequence', 'map', 'other']),
  element: z.string().optional(),
  shape: z.array(dimension).optional(),
})
/** Of a model that came as an ONNX file: that file, what it said of itself, and what was made of it. */
const imported = z.object({
  file: z.string(),
  found: z.object({
    bytes: z.number(),
    producer: z.string(),
    opsets: z.record(z.string(), z.number()),
    operators: z.number(),
    inputs: z.array(tensor),
    outputs: z.array(tensor),
  }),
  remarks: z.array(z.object({ text: z.string(), assumed: z.boolean() })),
})
export type Imported = z.infer<typeof imported>

const details = z.object({
  examples: z.array(row).default([]),
  background: z.array(row).default([]),
  importance: z.array(z.object({ name: z.string(), value: z.number() })).default([]),
  imported: imported.optional(),
})
export type ModelDetails = z.infer<typeof details>

/** What a model keeps beside its graph: example rows, a background sample, importances. Faults: NOT_FOUND. */
export async function readDetails(ctx: Context, input: { artifact: string }): Promise<ModelDetails> {
  authorize(ctx, 'artifact', 'read')
  const { path } = await open(ctx, { sha256: input.artifact })
  return parse(details, JSON.parse(await readFile(path, 'utf8')))
}
