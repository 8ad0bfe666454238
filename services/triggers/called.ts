import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { projects, type RunStatus, runs, triggerFirings } from '#db/schema.ts'
import { Fault, type FaultData } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findOffered } from './offered.ts'

export const calledInput = z.object({ pipeline: z.string(), id: z.string() })

export interface CalledRun {
  run: string
  /** `waiting`: it is about to be made. */
  status: RunStatus | 'waiting'
  fault: FaultData | null
  /** On the pages of the platform. */
  path: string
}

/** What became of a call. Faults: NOT_FOUND; why there is no run, where there is none. */
export async function called(ctx: Context, input: z.input<typeof calledInput>): Promise<CalledRun> {
  authorize(ctx, 'trigger', 'call')
  const { pipeline, id } = parse(calledInput, input)
  const { trigger } = await findOffered(ctx.db, ctx.actor.projectId, pipeline)
  const [row] = z.uuid().safeParse(id).success
    ? await ctx.db
        .select({ firing: triggerFirings, status: runs.status, fault: runs.fault, project: projects.slug })
        .from(triggerFirings)
        .innerJoin(projects, eq(projects.id, trigger.projectId))
        .leftJoin(runs, eq(runs.id, triggerFirings.runId))
        .where(and(eq(triggerFirings.id, id), eq(triggerFirings.triggerId, trigger.id)))
    : []
  if (!row) throw new Fault('NOT_FOUND', `no such run of ${pipeline}: ${id}`)
  if (row.firing.fault) throw Fault.fromJSON(row.firing.fault)
  const { status, fault, project } = row
  return { run: id, status: status ?? 'waiting', fault, path: `/${project}/runs/${id}` }
}
