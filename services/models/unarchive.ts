import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { modelVersionFacts } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { findRegisteredVersion, numbered } from './find-registered-version.ts'

/** It may answer again. Faults: NOT_FOUND. */
export async function unarchive(ctx: Context, input: z.input<typeof numbered>): Promise<void> {
  authorize(ctx, 'model', 'archive')
  const { name, number } = parse(numbered, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { id: versionId, modelId } = await findRegisteredVersion(tx, projectId, { name, number })
    await tx
      .update(modelVersionFacts)
      .set({ archivedAt: null, updatedAt: new Date() })
      .where(eq(modelVersionFacts.versionId, versionId))
    await notify(tx, { project: projectId, topic: 'model', id: modelId })
    const detail = { name, number }
    await append(tx, ctx.actor, { action: 'unarchive', resource: 'model', resourceId: versionId, detail })
  })
}
