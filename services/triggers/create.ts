import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { triggers } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findPipeline, pipelineRef } from '../pipelines/find.ts'
import { changed } from './changed.ts'
import { demandSettings } from './demand-settings.ts'
import { keyOf, newSalt, secretText } from './secret.ts'
import { settings } from './settings.ts'

export const createInput = z.object({ ...settings.shape, pipeline: pipelineRef })

export interface CreatedTrigger {
  id: string
  name: string
  /** Of a webhook: shown this once. */
  secret: string | undefined
}

/**
 * From now on what it waits for runs the pipeline, in its newest revision, with the rights that its owner has then.
 * Faults: NOT_FOUND; CONFLICT for a name that is taken; INVALID_INPUT; FORBIDDEN for a folder that is not allowed.
 */
export async function create(ctx: Context, input: z.input<typeof createInput>): Promise<CreatedTrigger> {
  authorize(ctx, 'trigger', 'write')
  authorize(ctx, 'run', 'start')
  const { pipeline, ...given } = parse(createInput, input)
  const { projectId, userId } = ctx.actor
  const { id: pipelineId, slug } = await findPipeline(ctx.db, projectId, pipeline)
  const { watchedId, ...wanted } = await demandSettings(ctx, { pipelineId, given })
  const { kind } = wanted.watch
  const salt = kind === 'webhook' ? newSalt() : null
  return await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(triggers)
      .values({ ...wanted, kind, watchedId, projectId, pipelineId, ownerId: userId, salt })
      .onConflictDoNothing()
      .returning()
    if (!row) throw kind === 'api' ? await offered(ctx, pipelineId, given.name) : nameTaken(given.name)
    const secret = kind === 'webhook' ? secretText(keyOf(ctx, row)) : undefined
    await changed(tx, ctx.actor, { trigger: row, action: 'create', detail: { ...wanted, pipeline: slug } })
    return { id: row.id, name: row.name, secret }
  })
}

async function offered(ctx: Context, pipelineId: string, name: string): Promise<Fault> {
  const [other] = await ctx.db
    .select({ name: triggers.name })
    .from(triggers)
    .where(and(eq(triggers.pipelineId, pipelineId), eq(triggers.kind, 'api'), isNull(triggers.deletedAt)))
  return other ? new Fault('CONFLICT', `the pipeline is an endpoint already: ${other.name}`) : nameTaken(name)
}

export const nameTaken = (name: string) =>
  new Fault('CONFLICT', `there is a trigger of this name: ${name}`, {
    at: { param: 'name' },
    hint: 'choose another name',
  })
