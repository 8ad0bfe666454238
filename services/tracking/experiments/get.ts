import { z } from 'zod'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { experimentNumber } from '../fields.ts'
import { type Experiment, find, findByName } from './find.ts'

export const getInput = z.union([z.object({ number: experimentNumber }), z.object({ name: z.string() })])

/** Also one in the trash. Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof getInput>): Promise<Experiment> {
  authorize(ctx, 'tracking', 'read')
  const wanted = parse(getInput, input)
  const { projectId } = ctx.actor
  return 'number' in wanted
    ? await find(ctx.db, projectId, wanted.number)
    : await findByName(ctx.db, projectId, wanted.name)
}
