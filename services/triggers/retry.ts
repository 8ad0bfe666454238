import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { triggerFirings } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { wish } from '../outbox/wish.ts'
import { parse } from '../parse.ts'
import type { FiringRow } from './arrive.ts'
import { lockTrigger, triggerRef } from './find.ts'

export const retryInput = z.object({ trigger: triggerRef, arrival: z.uuid() })

/**
 * What arrived and could not run is fired again, as it arrived and once more only; also while it is paused or cooling
 * down. Faults: NOT_FOUND; CONFLICT where it ran, is on its way, was not to run, or nothing could be read of it.
 */
export async function retry(ctx: Context, input: z.input<typeof retryInput>): Promise<{ id: string }> {
  authorize(ctx, 'trigger', 'write')
  authorize(ctx, 'run', 'start')
  const { trigger: ref, arrival: id } = parse(retryInput, input)
  return await ctx.db.transaction(async (tx) => {
    const trigger = await lockTrigger(tx, ctx.actor.projectId, ref)
    const isIt = and(eq(triggerFirings.id, id), eq(triggerFirings.triggerId, trigger.id))
    const [firing] = await tx.select().from(triggerFirings).where(isIt).for('update')
    if (!firing) throw new Fault('NOT_FOUND', `no such arrival: ${id}`)
    demandLost(firing)
    await tx
      .update(triggerFirings)
      .set({ outcome: 'waiting', fault: null, settledAt: null, againBy: ctx.actor.userId })
      .where(isIt)
    await wish(tx, { kind: 'fire-trigger', firingId: id })
    await notify(tx, { project: trigger.projectId, topic: 'trigger', id: trigger.id })
    const detail = { name: trigger.name, firing: id, arrival: firing.key }
    await append(tx, ctx.actor, { action: 'retry', resource: 'trigger', resourceId: trigger.id, detail })
    return { id }
  })
}

/** It could not run, and what arrived is there still: of a file that could not be read there is nothing. */
export const isLost = (firing: Pick<FiringRow, 'outcome' | 'payload' | 'by'>): boolean =>
  firing.outcome === 'failed' && !isUnread(firing)

const isUnread = ({ by, payload }: Pick<FiringRow, 'payload' | 'by'>) =>
  !by && 'path' in payload && !('file' in payload)

function demandLost(firing: FiringRow): void {
  if (isLost(firing)) return
  const { outcome, id, reason } = firing
  if (outcome === 'ran')
    throw new Fault('CONFLICT', `it has a run already: ${id}`, { hint: 'start the pipeline for another run' })
  if (outcome === 'waiting') throw new Fault('CONFLICT', `it is on its way: ${id}`, { hint: 'wait a moment' })
  if (outcome === 'failed')
    throw new Fault('CONFLICT', 'nothing could be read of it', { hint: 'put the mended file into the folder' })
  throw new Fault('CONFLICT', `it was not to run: ${reason}`, { hint: 'fire the trigger now' })
}
