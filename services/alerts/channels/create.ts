import type { z } from 'zod'
import { alertChannels } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { changed, demandSetUp, nameTaken } from './find.ts'
import { settings } from './settings.ts'

/** Alerts are sent there from now on. Faults: CONFLICT for a name that is taken; INVALID_INPUT for what is not set up. */
export async function create(ctx: Context, input: z.input<typeof settings>): Promise<{ id: string; name: string }> {
  authorize(ctx, 'channel', 'write')
  const given = parse(settings, input)
  demandSetUp(ctx, given.target)
  const { projectId, userId: createdBy } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(alertChannels)
      .values({ ...given, projectId, createdBy })
      .onConflictDoNothing()
      .returning({ id: alertChannels.id })
    if (!row) throw nameTaken(given.name)
    await changed(tx, ctx.actor, { id: row.id, action: 'create', detail: given })
    return { id: row.id, name: given.name }
  })
}
