import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { experiments, experimentTags, projects } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import { append } from '../../audit/append.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { lastOfEachKey, tagList } from '../fields.ts'
import { ensureDefault } from './find.ts'

export const createInput = z.object({
  name: z.string().min(1).max(500),
  artifactLocation: z.string().optional(),
  tags: tagList.default([]),
})

/** Faults: CONFLICT when the name is taken, also by an experiment in the trash. */
export async function create(ctx: Context, input: z.input<typeof createInput>): Promise<{ number: number }> {
  authorize(ctx, 'tracking', 'write')
  const { name, artifactLocation, tags } = parse(createInput, input)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    // Numbers are dense, so whoever makes one waits for whoever is making one.
    await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, projectId)).for('no key update')
    await ensureDefault(tx, projectId)
    const next = sql`(select max(number) + 1 from ${experiments} where project_id = ${projectId})`
    const [made] = await tx
      .insert(experiments)
      .values({ projectId, number: next, name, artifactLocation })
      .onConflictDoNothing()
      .returning({ id: experiments.id, number: experiments.number })
    if (!made) throw new Fault('CONFLICT', `Experiment(name=${name}) already exists.`)
    const unique = lastOfEachKey(tags)
    if (unique.length > 0)
      await tx.insert(experimentTags).values(unique.map((tag) => ({ ...tag, experimentId: made.id })))
    const detail = { name, number: made.number }
    await append(tx, ctx.actor, { action: 'create', resource: 'experiment', resourceId: made.id, detail })
    return { number: made.number }
  })
}
