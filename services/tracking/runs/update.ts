import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { runTags, trackedRunStatuses, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { notifySeldom } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { wordsAreDue } from '../../search/words-are-due.ts'
import { milliseconds, plainText, runId } from '../fields.ts'
import { nameTag } from './create.ts'
import { findActive } from './find.ts'

export const updateInput = z.object({
  id: runId,
  name: plainText.min(1).optional(),
  status: z.enum(trackedRunStatuses).optional(),
  endedAt: milliseconds.optional(),
})

/** Faults: NOT_FOUND; INVALID_INPUT for a run in the trash. */
export async function update(ctx: Context, input: z.input<typeof updateInput>): Promise<void> {
  authorize(ctx, 'tracking', 'write')
  const { id, name, status, endedAt } = parse(updateInput, input)
  await ctx.db.transaction(async (tx) => {
    await findActive(tx, ctx.actor.projectId, id)
    const changes = { ...(name && { name }), ...(status && { status }), ...(endedAt !== undefined && { endedAt }) }
    if (Object.keys(changes).length === 0) return
    await tx.update(trackedRuns).set(changes).where(eq(trackedRuns.id, id))
    await notifySeldom(tx, { project: ctx.actor.projectId, topic: 'tracked-run', run: id })
    if (name || status) await wordsAreDue(tx, id)
    if (!name) return
    await tx
      .insert(runTags)
      .values({ runId: id, key: nameTag, value: name })
      .onConflictDoUpdate({ target: [runTags.runId, runTags.key], set: { value: name } })
  })
}
