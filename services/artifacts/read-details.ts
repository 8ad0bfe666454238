import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { open } from './open.ts'

const row = z.record(z.string(), z.unknown())
const environment = z.object({
  python: z.string(),
  platform: z.string(),
  /** Versions of every installed package by name: enough to install them again. */
  packages: z.record(z.string(), z.string()),
})
/** What a model was trained with. */
export type TrainingEnvironment = z.infer<typeof environment>

const details = z.object({
  examples: z.array(row).default([]),
  background: z.array(row).default([]),
  importance: z.array(z.object({ name: z.string(), value: z.number() })).default([]),
  environment: environment.optional(),
})
export type ModelDetails = z.infer<typeof details>

/** What a model keeps beside its graph: example rows, a background sample, importances. Faults: NOT_FOUND. */
export async function readDetails(ctx: Context, input: { artifact: string }): Promise<ModelDetails> {
  authorize(ctx, 'artifact', 'read')
  const { path } = await open(ctx, { sha256: input.artifact })
  return parse(details, JSON.parse(await readFile(path, 'utf8')))
}
