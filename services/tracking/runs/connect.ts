import { and, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { datasetInputs, loggedModels, runModels } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { add as addToCatalogue } from '../../datasets/add.ts'
import { notifySeldom } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { wordsAreDue } from '../../search/words-are-due.ts'
import { plainText, runId } from '../fields.ts'
import { modelId, noSuchModel } from '../logged-models/find.ts'
import { findActive } from './find.ts'

const dataset = z.object({
  name: plainText.max(500),
  digest: plainText.max(36),
  sourceType: plainText,
  source: plainText.max(65_535),
  schema: plainText.max(1_048_575).optional(),
  profile: plainText.max(16_777_215).optional(),
  tags: z.record(plainText, plainText).default({}),
})

export const connectInput = z.object({
  id: runId,
  datasets: z.array(dataset).max(1000).default([]),
  models: z
    .array(z.object({ modelId, direction: z.enum(['input', 'output']), step: z.int().default(0) }))
    .max(1000)
    .default([]),
})

/** What a run read and what it made; the same again changes nothing. Faults: NOT_FOUND; INVALID_INPUT in the trash. */
export async function connect(ctx: Context, input: z.input<typeof connectInput>): Promise<void> {
  authorize(ctx, 'tracking', 'write')
  const { id, datasets, models } = parse(connectInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    await findActive(tx, projectId, id)
    if (datasets.length > 0)
      await tx
        .insert(datasetInputs)
        .values(datasets.map((one) => ({ runId: id, ...one })))
        .onConflictDoNothing()
    if (datasets.length > 0) await addToCatalogue(tx, projectId, datasets)
    await wordsAreDue(tx, id)
    await notifySeldom(tx, { project: ctx.actor.projectId, topic: 'tracked-run', run: id })
    if (models.length === 0) return
    const ids = models.map((one) => one.modelId)
    const known = await tx
      .select({ id: loggedModels.id })
      .from(loggedModels)
      .where(and(eq(loggedModels.projectId, projectId), inArray(loggedModels.id, ids), isNull(loggedModels.deletedAt)))
    const missing = ids.find((one) => !known.some((model) => model.id === one))
    if (missing) throw noSuchModel(missing)
    await tx
      .insert(runModels)
      .values(models.map((one) => ({ runId: id, ...one })))
      .onConflictDoNothing()
  })
}
