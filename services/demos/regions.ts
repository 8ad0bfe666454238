import type { z } from 'zod'
import type { Row } from '#engines/models/check-rows.ts'
import { occlusion, type Regions } from '#engines/models/occlusion.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { askVersion } from './ask-version.ts'
import { askedDemo, askedRow } from './predict.ts'

export const regionsInput = askedDemo.extend({ row: askedRow })

export interface LookedAt extends Regions {
  /** What the numbers are of: a class's probability each, or the target. */
  outputs: string[]
}

/** Which parts of a picture the answer leans on, as an estimate; null where the model sees none. Faults: as `predict`. */
export async function regions(ctx: Context, input: z.input<typeof regionsInput>): Promise<LookedAt | null> {
  authorize(ctx, 'demo', 'ask')
  const { name, version: number, row: given } = parse(regionsInput, input)
  const { version, rows, outputs, score } = await askVersion(ctx, { name, version: number, rows: [given] }, 4)
  const [seen] = version.signature.inputs.flatMap(({ name: column, picture }) => (picture ? [{ column, picture }] : []))
  if (!seen) return null
  return { outputs, ...(await occlusion({ ...seen, row: rows[0] as Row, score })) }
}
