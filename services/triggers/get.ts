import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { pipelines, users } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findTrigger, type TriggerRow, triggerRef } from './find.ts'

interface NamedPipeline {
  id: string
  slug: string
  name: string
}

export interface FoundTrigger
  extends Omit<TriggerRow, 'projectId' | 'pipelineId' | 'watchedId' | 'ownerId' | 'salt' | 'deletedAt'> {
  pipeline: NamedPipeline
  watched: NamedPipeline | null
  /** With whose rights it runs. */
  owner: string
}

/** Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof triggerRef>): Promise<FoundTrigger> {
  authorize(ctx, 'trigger', 'read')
  const row = await findTrigger(ctx.db, ctx.actor.projectId, parse(triggerRef, input))
  const { projectId, pipelineId, watchedId, ownerId, salt, deletedAt, ...trigger } = row
  const [owner] = await ctx.db.select({ name: users.name }).from(users).where(eq(users.id, ownerId))
  return {
    ...trigger,
    pipeline: await named(ctx.db, pipelineId),
    watched: watchedId ? await named(ctx.db, watchedId) : null,
    owner: owner?.name ?? ownerId,
  }
}

async function named(q: Queryable, id: string): Promise<NamedPipeline> {
  const [pipeline] = await q
    .select({ id: pipelines.id, slug: pipelines.slug, name: pipelines.name })
    .from(pipelines)
    .where(eq(pipelines.id, id))
  if (!pipeline) throw new Fault('NOT_FOUND', `no such pipeline: ${id}`)
  return pipeline
}
