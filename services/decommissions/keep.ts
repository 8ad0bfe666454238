import { z } from 'zod'
import { decommissions } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { decommissionable, findDecommissionable } from './subject.ts'

export const keepInput = z.object({ what: decommissionable })

/** It goes on answering after all, or answers again. Faults: NOT_FOUND, also where nothing was announced. */
export async function keep(ctx: Context, input: z.input<typeof keepInput>): Promise<void> {
  authorize(ctx, 'endpoint', 'decommission')
  const { what } = parse(keepInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { where, event, resource } = await findDecommissionable(tx, projectId, what)
    const [gone] = await tx.delete(decommissions).where(where).returning({ id: decommissions.id })
    if (!gone) throw new Fault('NOT_FOUND', 'no date was announced')
    await notify(tx, { project: projectId, ...event })
    await append(tx, ctx.actor, { action: 'keep', ...resource, detail: { ...what } })
  })
}
