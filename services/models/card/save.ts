import { eq, max } from 'drizzle-orm'
import { z } from 'zod'
import { modelCards, models } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import { append } from '../../audit/append.ts'
import type { Context } from '../../context.ts'
import { notify } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { plainText } from '../../tracking/fields.ts'
import { numbered } from '../find-registered-version.ts'
import { cardOf } from './facts.ts'
import { refreshed } from './write.ts'

export const saveCardInput = numbered.extend({
  /** The revision that this was written upon. */
  base: z.int().min(0),
  text: plainText.max(200_000),
  /** `refresh`: with its generated parts as they are written now. */
  how: z.enum(['as-is', 'refresh']).default('as-is'),
})

/** One more text of the card; those before it stay. Faults: NOT_FOUND; CONFLICT when somebody saved another meanwhile. */
export async function saveCard(ctx: Context, input: z.input<typeof saveCardInput>): Promise<{ revision: number }> {
  authorize(ctx, 'model', 'register')
  const { base, text, how, ...ref } = parse(saveCardInput, input)
  const { projectId, userId: createdBy } = ctx.actor
  const { versionId, modelId, facts } = await cardOf(ctx, ref)
  const written = how === 'refresh' ? refreshed(text, facts) : text
  return await ctx.db.transaction(async (tx) => {
    await tx.select({ id: models.id }).from(models).where(eq(models.id, modelId)).for('update')
    const [last] = await tx
      .select({ revision: max(modelCards.revision) })
      .from(modelCards)
      .where(eq(modelCards.versionId, versionId))
    const newest = last?.revision ?? 0
    if (newest !== base)
      throw new Fault('CONFLICT', `somebody saved this card meanwhile: ${newest} instead of ${base}`, {
        hint: 'keep your text, read the new one, and write upon it',
      })
    const revision = base + 1
    await tx.insert(modelCards).values({ versionId, revision, text: written, createdBy })
    await notify(tx, { project: projectId, topic: 'model', id: modelId })
    const detail = { ...ref, revision }
    await append(tx, ctx.actor, { action: 'save-card', resource: 'model', resourceId: versionId, detail })
    return { revision }
  })
}
