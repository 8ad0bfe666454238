import { and, desc, eq, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { type RunStatus, runs, triggerFirings, users } from '#db/schema.ts'
import type { FaultData } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import type { FiringRow } from './arrive.ts'
import { findTrigger, triggerRef } from './find.ts'
import { isLost } from './retry.ts'

export const firingsInput = z.object({
  trigger: triggerRef,
  limit: z.number().int().min(1).max(500).default(100),
  /** The oldest arrival of the page before: what is older comes. */
  before: z.uuid().optional(),
  /** Also evaluations of a condition that did not hold. */
  quiet: z.enum(['shown', 'hidden']).default('hidden'),
})

export interface TriggerFiring extends Omit<FiringRow, 'triggerId' | 'digest' | 'runId' | 'by' | 'againBy'> {
  /** Name of who fired it by hand, or called. */
  by: string | null
  /** Name of who had it fired again. */
  againBy: string | null
  /** It could not run, and may again. */
  lost: boolean
  /** With why it failed, if it did. */
  run: { id: string; status: RunStatus; endedAt: Date | null; fault: FaultData | null } | null
}

/** What arrived, the newest first, and what came of it. Faults: NOT_FOUND. */
export async function firings(ctx: Context, input: z.input<typeof firingsInput>): Promise<TriggerFiring[]> {
  authorize(ctx, 'trigger', 'read')
  const { trigger: ref, limit, before, quiet } = parse(firingsInput, input)
  const { id } = await findTrigger(ctx.db, ctx.actor.projectId, ref)
  const again = alias(users, 'again')
  const rows = await ctx.db
    .select({
      firing: triggerFirings,
      who: users.name,
      whoAgain: again.name,
      run: { id: runs.id, status: runs.status, endedAt: runs.endedAt, fault: runs.fault },
    })
    .from(triggerFirings)
    .leftJoin(runs, eq(runs.id, triggerFirings.runId))
    .leftJoin(users, eq(users.id, triggerFirings.by))
    .leftJoin(again, eq(again.id, triggerFirings.againBy))
    .where(
      and(
        eq(triggerFirings.triggerId, id),
        before === undefined
          ? undefined
          : sql`(${triggerFirings.arrivedAt}, ${triggerFirings.id}) < (
          select f.arrived_at, f.id from trigger_firings f where f.id = ${before} and f.trigger_id = ${id})`,
        quiet === 'hidden' ? ne(triggerFirings.outcome, 'quiet') : undefined,
      ),
    )
    .orderBy(desc(triggerFirings.arrivedAt), desc(triggerFirings.id))
    .limit(limit)
  return rows.map(({ firing: { triggerId, digest, runId, againBy, ...firing }, who, whoAgain, run }) => ({
    ...firing,
    by: who ?? firing.by,
    againBy: whoAgain ?? againBy,
    lost: isLost(firing),
    run,
  }))
}
