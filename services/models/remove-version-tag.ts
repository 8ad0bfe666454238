import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { versionTags } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { findRegisteredVersion, numbered } from './find-registered-version.ts'

export const removeVersionTagInput = numbered.extend({ key: z.string() })

/** One that is not there is no mistake. Faults: NOT_FOUND for the version. */
export async function removeVersionTag(ctx: Context, input: z.input<typeof removeVersionTagInput>): Promise<void> {
  authorize(ctx, 'model', 'register')
  const { key, ...ref } = parse(removeVersionTagInput, input)
  const { id, modelId } = await findRegisteredVersion(ctx.db, ctx.actor.projectId, ref)
  await ctx.db.delete(versionTags).where(and(eq(versionTags.versionId, id), eq(versionTags.key, key)))
  await notify(ctx.db, { project: ctx.actor.projectId, topic: 'model', id: modelId })
}
