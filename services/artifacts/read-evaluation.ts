import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Evaluation, evaluation } from '#pipeline/ports/report.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse, parseLoosely } from '../parse.ts'
import { open } from './open.ts'

export const evaluationInput = z.object({ artifact: z.string() })

/** The evaluation that a report names. Faults: NOT_FOUND. */
export async function readEvaluation(ctx: Context, input: z.input<typeof evaluationInput>): Promise<Evaluation> {
  authorize(ctx, 'artifact', 'read')
  const { artifact } = parse(evaluationInput, input)
  const { path } = await open(ctx, { sha256: artifact })
  return parseLoosely(evaluation, JSON.parse(await readFile(path, 'utf8')))
}
