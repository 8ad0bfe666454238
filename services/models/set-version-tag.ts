import type { z } from 'zod'
import { versionTags } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { tag } from '../tracking/fields.ts'
import { findRegisteredVersion, numbered } from './find-registered-version.ts'

export const setVersionTagInput = numbered.extend(tag.shape)

/** Faults: NOT_FOUND. */
export async function setVersionTag(ctx: Context, input: z.input<typeof setVersionTagInput>): Promise<void> {
  authorize(ctx, 'model', 'register')
  const { key, value, ...ref } = parse(setVersionTagInput, input)
  const { id: versionId, modelId } = await findRegisteredVersion(ctx.db, ctx.actor.projectId, ref)
  await ctx.db
    .insert(versionTags)
    .values({ versionId, key, value })
    .onConflictDoUpdate({ target: [versionTags.versionId, versionTags.key], set: { value } })
  await notify(ctx.db, { project: ctx.actor.projectId, topic: 'model', id: modelId })
}
