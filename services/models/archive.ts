import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { modelVersionFacts, modelVersions } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { findRegisteredVersion, numbered } from './find-registered-version.ts'
import { serving } from './serving.ts'

/** No traffic goes to it any more, and all that it is stays. Faults: NOT_FOUND; CONFLICT while it answers. */
export async function archive(ctx: Context, input: z.input<typeof numbered>): Promise<void> {
  authorize(ctx, 'model', 'archive')
  const { name, number } = parse(numbered, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { id: versionId, modelId } = await findRegisteredVersion(tx, projectId, { name, number })
    // Whoever routes to it holds the same row, so one of the two sees what the other did.
    await tx.select({ id: modelVersions.id }).from(modelVersions).where(eq(modelVersions.id, versionId)).for('update')
    const [endpoint] = await serving(tx, projectId, versionId)
    if (endpoint)
      throw new Fault('CONFLICT', `${name} ${number} answers for the endpoint: ${endpoint.name}`, {
        hint: 'route the endpoint to another version first',
      })
    const set = { archivedAt: new Date(), updatedAt: new Date() }
    await tx
      .insert(modelVersionFacts)
      .values({ versionId, ...set })
      .onConflictDoUpdate({ target: modelVersionFacts.versionId, set })
    await notify(tx, { project: projectId, topic: 'model', id: modelId })
    const detail = { name, number }
    await append(tx, ctx.actor, { action: 'archive', resource: 'model', resourceId: versionId, detail })
  })
}
