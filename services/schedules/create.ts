import type { z } from 'zod'
import { schedules } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findRevision, pipelineRef } from '../pipelines/find.ts'
import { demandOverrides } from '../runs/demand-overrides.ts'
import { changed } from './changed.ts'
import { demandTimes } from './foresee.ts'
import { settings } from './settings.ts'

export const createInput = settings.extend({ pipeline: pipelineRef })

/**
 * From now on the pipeline runs by itself, in its newest revision, with the rights that its owner has then. Faults:
 * NOT_FOUND; CONFLICT for a name that is taken; INVALID_INPUT where it never fires, and for
 * parameters that the pipeline does not have.
 */
export async function create(ctx: Context, input: z.input<typeof createInput>): Promise<{ id: string; name: string }> {
  authorize(ctx, 'schedule', 'write')
  authorize(ctx, 'run', 'start')
  const { pipeline, ...given } = parse(createInput, input)
  const { projectId, userId } = ctx.actor
  const { pipelineId, slug, spec } = await findRevision(ctx.db, projectId, pipeline)
  demandOverrides(spec, ctx.catalogue, given.overrides)
  await demandTimes(ctx, given.timing, 1)
  return await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(schedules)
      .values({ ...given, projectId, pipelineId, ownerId: userId })
      .onConflictDoNothing()
      .returning({ id: schedules.id })
    if (!row) throw nameTaken(given.name)
    await changed(tx, ctx.actor, { id: row.id, action: 'create', detail: { ...given, pipeline: slug } })
    return { id: row.id, name: given.name }
  })
}

export const nameTaken = (name: string) =>
  new Fault('CONFLICT', `there is a schedule of this name: ${name}`, {
    at: { param: 'name' },
    hint: 'choose another name',
  })
