import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { find, modelId } from '../tracking/logged-models/find.ts'
import { create } from './create.ts'
import { registeredName } from './find-registered.ts'
import type { RegisteredVersion } from './find-registered-version.ts'
import { registerSource } from './register-source.ts'

export const registerLoggedInput = z.object({ id: modelId, name: registeredName })

/** A model that a run logged, as the next version of a name, which is taken if nobody has it. Faults: NOT_FOUND; CONFLICT for one that is not whole. */
export async function registerLogged(
  ctx: Context,
  input: z.input<typeof registerLoggedInput>,
): Promise<RegisteredVersion> {
  authorize(ctx, 'model', 'register')
  const { id, name } = parse(registerLoggedInput, input)
  const { status } = await find(ctx.db, ctx.actor.projectId, id)
  if (status !== 'ready')
    throw new Fault('CONFLICT', `the model is not whole: ${status}`, {
      hint: 'wait until its files are there, or log it again',
    })
  await create(ctx, { name }).catch((thrown: unknown) => {
    if (!(thrown instanceof Fault) || thrown.code !== 'CONFLICT') throw thrown
  })
  return await registerSource(ctx, { name, source: `models:/${id}`, loggedModelId: id })
}
