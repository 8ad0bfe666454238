import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { models } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { findRegistered, holdRegistered, type RegisteredModel, registeredName } from './find-registered.ts'

export const renameInput = z.object({ name: z.string(), newName: registeredName })

/** Faults: NOT_FOUND; CONFLICT when the name is taken. */
export async function rename(ctx: Context, input: z.input<typeof renameInput>): Promise<RegisteredModel> {
  authorize(ctx, 'model', 'register')
  const { name, newName } = parse(renameInput, input)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const model = await holdRegistered(tx, projectId, name)
    if (newName === name) return model
    // A deleted model gives its name up, but not its numbers: `name 3` never means two things.
    const [gone] = await tx
      .update(models)
      .set({ name: sql`${models.name} || '/' || ${models.id}` })
      .where(and(eq(models.projectId, projectId), eq(models.name, newName), isNotNull(models.deletedAt)))
      .returning({ lastNumber: models.lastNumber })
    const [taken] = await tx
      .select({ id: models.id })
      .from(models)
      .where(and(eq(models.projectId, projectId), eq(models.name, newName)))
    if (taken) throw new Fault('CONFLICT', `Registered Model (name=${newName}) already exists.`)
    await tx
      .update(models)
      .set({
        name: newName,
        updatedAt: new Date(),
        lastNumber: sql`greatest(${models.lastNumber}, ${gone?.lastNumber ?? 0}::int)`,
      })
      .where(eq(models.id, model.id))
    await notify(tx, { project: projectId, topic: 'model', id: model.id })
    const detail = { name, newName }
    await append(tx, ctx.actor, { action: 'rename', resource: 'model', resourceId: model.id, detail })
    return await findRegistered(tx, projectId, newName)
  })
}
