import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import type { ModelValue } from '#pipeline/ports/model.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { resolve } from '../endpoints/resolve.ts'
import { parse } from '../parse.ts'
import { findVersion, modelValueOf } from './find.ts'
import { findRegistered } from './find-registered.ts'

export const championInput = z.union([
  z.object({ endpoint: z.string() }),
  z.object({ model: z.string(), alias: z.string() }),
])

/** The version that is in use: most traffic of an endpoint goes to it, or an alias leads to it. Faults: NOT_FOUND. */
export async function champion(ctx: Context, input: z.input<typeof championInput>): Promise<ModelValue> {
  authorize(ctx, 'model', 'read')
  const which = parse(championInput, input)
  const { projectId } = ctx.actor
  if ('endpoint' in which) {
    const { targets } = await resolve(ctx, { name: which.endpoint })
    const { versionId } = targets.reduce((most, target) => (weightOf(target) > weightOf(most) ? target : most))
    return modelValueOf(await findVersion(ctx.db, projectId, { versionId }))
  }
  const { model: name, alias } = which
  const { aliases } = await findRegistered(ctx.db, projectId, name)
  const found = aliases.find((one) => one.alias === alias)
  if (!found)
    throw new Fault('NOT_FOUND', `no such alias: ${name}@${alias}`, { hint: 'set it on the page of the model' })
  return modelValueOf(await findVersion(ctx.db, projectId, { name, number: found.number }))
}

/** Whom nobody hears is no champion. */
const weightOf = ({ mode, weight }: { mode: string; weight: number }) => (mode === 'shadow' ? 0 : weight)
