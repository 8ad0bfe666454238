import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { runTags } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { notifySeldom } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { wordsAreDue } from '../../search/words-are-due.ts'
import { plainText, runId } from '../fields.ts'
import { findActive, plainId } from './find.ts'

export const removeTagInput = z.object({ id: runId, key: plainText })

/** Faults: NOT_FOUND for the run or the tag; INVALID_INPUT for a run in the trash. */
export async function removeTag(ctx: Context, input: z.input<typeof removeTagInput>): Promise<void> {
  authorize(ctx, 'tracking', 'write')
  const { id, key } = parse(removeTagInput, input)
  await ctx.db.transaction(async (tx) => {
    await findActive(tx, ctx.actor.projectId, id)
    const removed = await tx
      .delete(runTags)
      .where(and(eq(runTags.runId, id), eq(runTags.key, key)))
      .returning({ key: runTags.key })
    if (removed.length === 0) throw new Fault('NOT_FOUND', `No tag with name: ${key} in run with id ${plainId(id)}`)
    await wordsAreDue(tx, id)
    await notifySeldom(tx, { project: ctx.actor.projectId, topic: 'tracked-run', run: id })
  })
}
