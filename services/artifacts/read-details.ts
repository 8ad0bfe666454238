import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { CategoryDigests } from '#engines/models/categories-seen.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { open } from './open.ts'

const row = z.record(z.string(), z.unknown())
const details = z.object({
  examples: z.array(row).default([]),
  background: z.array(row).default([]),
  importance: z.array(z.object({ name: z.string(), value: z.number() })).default([]),
})
export type ModelDetails = z.infer<typeof details>
const seen = z.object({ categories: z.record(z.string(), z.string()).default({}) })

/** What a model keeps beside its graph: example rows, a background sample, importances. Faults: NOT_FOUND. */
export async function readDetails(ctx: Context, input: { artifact: string }): Promise<ModelDetails> {
  authorize(ctx, 'artifact', 'read')
  return parse(details, await read(ctx, input))
}

/** The categories that a model saw and its signature does not list. Faults: NOT_FOUND. */
export async function readCategories(ctx: Context, input: { artifact: string }): Promise<CategoryDigests> {
  authorize(ctx, 'artifact', 'read')
  return parse(seen, await read(ctx, input)).categories
}

async function read(ctx: Context, { artifact }: { artifact: string }): Promise<unknown> {
  const { path } = await open(ctx, { sha256: artifact })
  return JSON.parse(await readFile(path, 'utf8'))
}
