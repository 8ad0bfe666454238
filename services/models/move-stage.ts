import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import { models, modelVersionFacts, modelVersions, stages } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { holdRegistered } from './find-registered.ts'
import { findRegisteredVersion, numbered, type RegisteredVersion } from './find-registered-version.ts'

/** `others`: what becomes of versions that are in that stage already. */
export const stageNames = stages

export const moveStageInput = numbered.extend({ stage: z.enum(stages), others: z.enum(['keep', 'archive']) })

/** Faults: NOT_FOUND. */
export async function moveStage(ctx: Context, input: z.input<typeof moveStageInput>): Promise<RegisteredVersion> {
  authorize(ctx, 'model', 'register')
  const { stage, others, ...ref } = parse(moveStageInput, input)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const { id: versionId, modelId } = await findRegisteredVersion(tx, projectId, ref)
    await holdRegistered(tx, projectId, ref.name)
    const updatedAt = new Date()
    const siblings = tx
      .select({ id: modelVersions.id })
      .from(modelVersions)
      .where(and(eq(modelVersions.modelId, modelId), ne(modelVersions.id, versionId), isNull(modelVersions.deletedAt)))
    if (others === 'archive')
      await tx
        .update(modelVersionFacts)
        .set({ stage: 'Archived', updatedAt })
        .where(and(inArray(modelVersionFacts.versionId, siblings), eq(modelVersionFacts.stage, stage)))
    await tx
      .insert(modelVersionFacts)
      .values({ versionId, stage, updatedAt })
      .onConflictDoUpdate({ target: modelVersionFacts.versionId, set: { stage, updatedAt } })
    await tx.update(models).set({ updatedAt }).where(eq(models.id, modelId))
    await notify(tx, { project: projectId, topic: 'model', id: modelId })
    await append(tx, ctx.actor, {
      action: 'move-stage',
      resource: 'model',
      resourceId: versionId,
      detail: { ...ref, stage, others },
    })
    return await findRegisteredVersion(tx, projectId, ref)
  })
}
