import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Row } from '#engines/models/check-rows.ts'
import type { Answer } from '#engines/models/models.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import type { Context } from '../context.ts'
import { type Comparison, compareAnswers } from './same-answer.ts'

export interface Recomputed extends Comparison {
  answer: Answer
}

/** Asks the same bytes about the same row once more. Faults: BAD_DATA when the bytes are not what their name says. */
export async function recompute(
  { models }: Pick<Context, 'models'>,
  asked: { path: string; artifact: string; signature: Signature; row: Row; recorded: Record<string, unknown> },
): Promise<Recomputed> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(asked.path), hash)
  if (hash.digest('hex') !== asked.artifact)
    throw new Fault('BAD_DATA', `the model's bytes have changed in the store: ${asked.artifact}`)
  const [answer] = await models.predict(asked.path, asked.signature, [asked.row])
  if (!answer) throw new Fault('INTERNAL', 'no answer')
  return { answer, ...compareAnswers(asked.recorded, answer) }
}
