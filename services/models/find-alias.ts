import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findRegistered } from './find-registered.ts'
import { findRegisteredVersion, type RegisteredVersion } from './find-registered-version.ts'

export const findAliasInput = z.object({ name: z.string(), alias: z.string() })

/** The version that an alias leads to. Faults: NOT_FOUND for the model; INVALID_INPUT for the alias, as MLflow has it. */
export async function findAlias(ctx: Context, input: z.input<typeof findAliasInput>): Promise<RegisteredVersion> {
  authorize(ctx, 'model', 'read')
  const { name, alias } = parse(findAliasInput, input)
  const { projectId } = ctx.actor
  const { aliases } = await findRegistered(ctx.db, projectId, name)
  const found = aliases.find((one) => one.alias === alias)
  if (!found) throw new Fault('INVALID_INPUT', `Registered model alias ${alias} not found.`)
  return await findRegisteredVersion(ctx.db, projectId, { name, number: found.number })
}
