import { and, eq, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import { triggers } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { changed } from './changed.ts'
import { nameTaken } from './create.ts'
import { demandSettings } from './demand-settings.ts'
import { findTrigger, lockTrigger } from './find.ts'
import { settings } from './settings.ts'

export const updateInput = z.object({ ...settings.shape, id: z.uuid() })

/** What has arrived stays as it is, and nothing of it fires again. Faults: those of `create`; INVALID_INPUT for another kind. */
export async function update(ctx: Context, input: z.input<typeof updateInput>): Promise<void> {
  authorize(ctx, 'trigger', 'write')
  const { id, ...given } = parse(updateInput, input)
  const { projectId } = ctx.actor
  const { pipelineId } = await findTrigger(ctx.db, projectId, { id })
  const wanted = await demandSettings(ctx, { pipelineId, triggerId: id, given })
  await ctx.db.transaction(async (tx) => {
    const trigger = await lockTrigger(tx, projectId, { id })
    if (trigger.kind !== wanted.watch.kind)
      throw new Fault('INVALID_INPUT', `a trigger cannot become one of another kind: ${wanted.watch.kind}`, {
        hint: 'make a new one, and delete this',
      })
    const [other] = await tx
      .select({ id: triggers.id })
      .from(triggers)
      .where(
        and(
          ...[eq(triggers.projectId, projectId), eq(triggers.name, wanted.name)],
          ...[ne(triggers.id, id), isNull(triggers.deletedAt)],
        ),
      )
    if (other) throw nameTaken(wanted.name)
    await tx.update(triggers).set(wanted).where(eq(triggers.id, id))
    await changed(tx, ctx.actor, { trigger, action: 'update', detail: { ...wanted } })
  })
}
