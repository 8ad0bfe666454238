import { and, eq, or } from 'drizzle-orm'
import { z } from 'zod'
import { artifactPaths } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import { append } from '../../audit/append.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { wordsAreDue } from '../../search/words-are-due.ts'
import { beneath } from './beneath.ts'
import { artifactPath } from './path.ts'
import { runsOf } from './runs-of.ts'

export const removeInput = z.object({ path: artifactPath })

/** A file, or a folder with all that is in it. Faults: NOT_FOUND. */
export async function remove(ctx: Context, input: z.input<typeof removeInput>): Promise<void> {
  authorize(ctx, 'tracking', 'remove')
  const { path } = parse(removeInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const itself = and(eq(artifactPaths.projectId, projectId), eq(artifactPaths.path, path))
    const removed = await tx
      .delete(artifactPaths)
      .where(or(itself, beneath(projectId, path)))
      .returning({ path: artifactPaths.path })
    if (removed.length === 0) throw new Fault('NOT_FOUND', `No such artifact: '${path}'`)
    await wordsAreDue(tx, ...runsOf(removed.map((one) => one.path)))
    const detail = { names: removed.length }
    await append(tx, ctx.actor, { action: 'remove', resource: 'artifact-path', resourceId: path, detail })
  })
}
