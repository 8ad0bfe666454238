import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Drift, drift } from '#pipeline/ports/drift.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse, parseLoosely } from '../parse.ts'
import { open } from './open.ts'

export const driftInput = z.object({ artifact: z.string() })

/** The comparison that a report of drift names. Faults: NOT_FOUND, also for a report of something else. */
export async function readDrift(ctx: Context, input: z.input<typeof driftInput>): Promise<Drift> {
  authorize(ctx, 'artifact', 'read')
  const { artifact } = parse(driftInput, input)
  const { path } = await open(ctx, { sha256: artifact })
  return parseLoosely(drift, JSON.parse(await readFile(path, 'utf8')))
}
