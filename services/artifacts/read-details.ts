import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { CategoryDigests } from '#engines/models/categories-seen.ts'
import { histogram } from '#pipeline/ports/model.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse, parseLoosely } from '../parse.ts'
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
  /** The project's file that told what its columns hold. */
  rows: z.object({ name: z.string(), version: z.number(), total: z.number() }).optional(),
})
export type Imported = z.infer<typeof imported>
const environment = z.object({
  python: z.string(),
  platform: z.string(),
  /** Versions of every installed package by name: enough to install them again. */
  packages: z.record(z.string(), z.string()),
})
/** What a model was trained with. */
export type TrainingEnvironment = z.infer<typeof environment>

export const detailsInput = z.object({ artifact: z.string() })

const details = z.object({
  examples: z.array(row).default([]),
  background: z.array(row).default([]),
  importance: z.array(z.object({ name: z.string(), value: z.number() })).default([]),
  /** How the numbers to predict lay in training; older versions do not say. */
  target: histogram.nullish(),
  imported: imported.optional(),
  environment: environment.optional(),
})
export type ModelDetails = z.infer<typeof details>
const seen = z.object({ categories: z.record(z.string(), z.string()).default({}) })

/** What a model keeps beside its graph: example rows, a background sample, importances. Faults: NOT_FOUND. */
export async function readDetails(ctx: Context, input: z.input<typeof detailsInput>): Promise<ModelDetails> {
  authorize(ctx, 'artifact', 'read')
  return parseLoosely(details, await read(ctx, input))
}

/** The categories that a model saw and its signature does not list. Faults: NOT_FOUND. */
export async function readCategories(ctx: Context, input: z.input<typeof detailsInput>): Promise<CategoryDigests> {
  authorize(ctx, 'artifact', 'read')
  return parseLoosely(seen, await read(ctx, input)).categories
}

async function read(ctx: Context, input: z.input<typeof detailsInput>): Promise<unknown> {
  const { artifact } = parse(detailsInput, input)
  const { path } = await open(ctx, { sha256: artifact })
  return JSON.parse(await readFile(path, 'utf8'))
}
