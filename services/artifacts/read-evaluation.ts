import { readFile } from 'node:fs/promises'
import { type Evaluation, evaluation } from '#pipeline/ports/report.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { open } from './open.ts'

/** The evaluation that a report names. Faults: NOT_FOUND. */
export async function readEvaluation(ctx: Context, input: { artifact: string }): Promise<Evaluation> {
  authorize(ctx, 'artifact', 'read')
  const { path } = await open(ctx, { sha256: input.artifact })
  return parse(evaluation, JSON.parse(await readFile(path, 'utf8')))
}
