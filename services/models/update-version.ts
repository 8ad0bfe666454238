import type { z } from 'zod'
import { modelVersionFacts } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { description } from './find-registered.ts'
import { findRegisteredVersion, numbered, type RegisteredVersion } from './find-registered-version.ts'

export const updateVersionInput = numbered.extend({ description: description.optional() })

/** A version's description is no change of its model. Faults: NOT_FOUND. */
export async function updateVersion(
  ctx: Context,
  input: z.input<typeof updateVersionInput>,
): Promise<RegisteredVersion> {
  authorize(ctx, 'model', 'register')
  const { description = null, ...ref } = parse(updateVersionInput, input)
  const { projectId } = ctx.actor
  const { id: versionId, modelId } = await findRegisteredVersion(ctx.db, projectId, ref)
  const set = { description, updatedAt: new Date() }
  await ctx.db
    .insert(modelVersionFacts)
    .values({ versionId, ...set })
    .onConflictDoUpdate({ target: modelVersionFacts.versionId, set })
  await notify(ctx.db, { project: projectId, topic: 'model', id: modelId })
  return await findRegisteredVersion(ctx.db, projectId, ref)
}
