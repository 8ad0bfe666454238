import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { contentHash } from '#pipeline/canonical.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { arrive } from './arrive.ts'
import { demandParameters, findOffered } from './offered.ts'

export const callInput = z.object({
  /** Its slug. */
  pipeline: z.string(),
  parameters: z.record(z.string(), z.unknown()).default({}),
  /** The same key is the same run. */
  key: z
    .string()
    .regex(/^[\x20-\x7e]{1,255}$/, 'has 1 to 255 plain letters')
    .optional(),
})

/**
 * Runs a pipeline that is offered as an endpoint, with the rights of whoever offers it. Answers the id of the run, which
 * is made in a moment. Faults: NOT_FOUND; INVALID_INPUT at a parameter; CONFLICT for a key that was used for other
 * parameters, and while it is paused.
 */
export async function call(ctx: Context, input: z.input<typeof callInput>): Promise<{ id: string }> {
  authorize(ctx, 'trigger', 'call')
  const { pipeline, parameters: given, key } = parse(callInput, input)
  const { projectId, userId } = ctx.actor
  const { trigger, parameters: declared } = await findOffered(ctx.db, projectId, pipeline)
  const parameters = demandParameters(declared, given)
  if (trigger.pausedAt)
    throw new Fault('CONFLICT', `the endpoint is paused: ${trigger.name}`, { hint: 'resume the trigger, or wait' })
  const digest = contentHash(parameters)
  const { firing } = await ctx.db.transaction((tx) =>
    arrive(tx, trigger, {
      ...{ key: key === undefined ? `call ${randomUUID()}` : `call of ${userId} ${key}`, digest },
      ...{ payload: { parameters }, by: userId },
    }),
  )
  if (firing.digest !== digest)
    throw new Fault('CONFLICT', `this key came before with other parameters: ${key}`, {
      hint: 'take a new Idempotency-Key for each call',
    })
  return { id: firing.id }
}
