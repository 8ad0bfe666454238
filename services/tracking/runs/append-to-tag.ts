import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { runTags, trackedRuns } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { wordsAreDue } from '../../search/words-are-due.ts'
import { key, runId } from '../fields.ts'
import { findActive } from './find.ts'

/** Characters, so that no tag grows for ever. */
const longest = 1_000_000

export const appendToTagInput = z.object({ id: runId, key, item: z.record(z.string(), z.unknown()) })

/** Adds to a tag that is a list in JSON. Faults: NOT_FOUND; INVALID_INPUT in the trash, and when the list is too long. */
export async function appendToTag(ctx: Context, input: z.input<typeof appendToTagInput>): Promise<void> {
  authorize(ctx, 'tracking', 'write')
  const { id, key, item } = parse(appendToTagInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    await tx
      .select({ id: trackedRuns.id })
      .from(trackedRuns)
      .where(and(eq(trackedRuns.projectId, projectId), eq(trackedRuns.id, id)))
      .for('no key update')
    await findActive(tx, projectId, id)
    const itself = and(eq(runTags.runId, id), eq(runTags.key, key))
    const [tag] = await tx.select({ value: runTags.value }).from(runTags).where(itself)
    const value = JSON.stringify([...listOf(tag?.value), item])
    if (value.length > longest)
      throw new Fault('INVALID_INPUT', `Tag value '${key}' exceeds the maximum length of ${longest} characters`)
    await tx
      .insert(runTags)
      .values({ runId: id, key, value })
      .onConflictDoUpdate({ target: [runTags.runId, runTags.key], set: { value: sql`excluded.value` } })
    await wordsAreDue(tx, id)
  })
}

/** Somebody may have written the tag by hand. */
function listOf(text = '[]'): unknown[] {
  const read = z.array(z.unknown()).safeParse(jsonOf(text))
  return read.success ? read.data : []
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
