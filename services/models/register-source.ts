import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { models, modelVersionFacts, modelVersions, versionTags } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { lastOfEachKey, plainText, tagList } from '../tracking/fields.ts'
import { find as findLogged } from '../tracking/logged-models/find.ts'
import { tell } from '../triggers/tell.ts'
import { description, noSuchModel } from './find-registered.ts'
import { findRegisteredVersion, type RegisteredVersion } from './find-registered-version.ts'
import { makerOf } from './maker-of.ts'
import { sourceUri } from './source-uri.ts'

export const registerSourceInput = z.object({
  name: z.string(),
  source: sourceUri,
  loggedModelId: plainText.max(255).optional(),
  trackedRunId: plainText.max(255).optional(),
  runLink: plainText.max(500).optional(),
  description: description.optional(),
  tags: tagList.default([]),
})

/**
 * The next version of a model whose files were made elsewhere; they are kept, never loaded. Faults: NOT_FOUND for the
 * model, or for a logged one that the source names; INVALID_INPUT for a source that leads out of its store.
 */
export async function registerSource(
  ctx: Context,
  input: z.input<typeof registerSourceInput>,
): Promise<RegisteredVersion> {
  authorize(ctx, 'model', 'register')
  const { name, description, tags, ...told } = parse(registerSourceInput, input)
  const { projectId, userId } = ctx.actor
  const [, logged] = /^models:\/+(m-[0-9a-f]{32})\/*$/.exec(told.source) ?? []
  if (logged) await findLogged(ctx.db, projectId, logged)
  return await ctx.db.transaction(async (tx) => {
    // The update holds the row, so whoever makes a version waits for whoever is making one.
    const [model] = await tx
      .update(models)
      .set({ lastNumber: sql`${models.lastNumber} + 1`, updatedAt: new Date() })
      .where(and(eq(models.projectId, projectId), eq(models.name, name), isNull(models.deletedAt)))
      .returning({ id: models.id, number: models.lastNumber })
    if (!model) throw noSuchModel(name)
    const { number } = model
    const id = told.loggedModelId
    const madeBy = id ? await makerOf(tx, projectId, id) : undefined
    const trackedRunId = told.trackedRunId ?? madeBy
    const [version] = await tx
      .insert(modelVersions)
      .values({ ...told, trackedRunId, modelId: model.id, number, createdBy: userId })
      .returning({ id: modelVersions.id })
    if (!version) throw new Fault('INTERNAL', 'no row')
    await tx.insert(modelVersionFacts).values({ versionId: version.id, description })
    const unique = lastOfEachKey(tags)
    if (unique.length > 0) await tx.insert(versionTags).values(unique.map((tag) => ({ ...tag, versionId: version.id })))
    await tell(tx, { projectId, kind: 'registered', subject: name, key: version.id, detail: { version: number } })
    await notify(tx, { project: projectId, topic: 'model', id: model.id })
    const detail = { name, number, source: told.source }
    await append(tx, ctx.actor, { action: 'register', resource: 'model', resourceId: version.id, detail })
    return await findRegisteredVersion(tx, projectId, { name, number })
  })
}
