import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Comparison, comparison } from '#pipeline/ports/comparison.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse, parseLoosely } from '../parse.ts'
import { open } from './open.ts'

export const comparisonInput = z.object({ artifact: z.string() })

/** Champion against challenger, as a report names it. Faults: NOT_FOUND; INVALID_INPUT for a report of something else. */
export async function readComparison(ctx: Context, input: z.input<typeof comparisonInput>): Promise<Comparison> {
  authorize(ctx, 'artifact', 'read')
  const { artifact } = parse(comparisonInput, input)
  const { path } = await open(ctx, { sha256: artifact })
  return parseLoosely(comparison, JSON.parse(await readFile(path, 'utf8')))
}
