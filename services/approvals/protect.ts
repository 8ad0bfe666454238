import { z } from 'zod'
import { aliasProtections } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { matrix } from '../access/matrix.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { demandMembers } from '../members/of-project.ts'
import { holdRegistered, newAliasName } from '../models/find-registered.ts'
import { parse } from '../parse.ts'

/** A role that nobody may decide in is not worth naming. */
const approverRole = z.enum(matrix.approval.decide)

export const protectInput = z
  .object({
    /** Every model of the project when absent. */
    model: z.string().optional(),
    alias: newAliasName,
    roles: z.array(approverRole).max(10).default(['owner']),
    users: z.array(z.string()).max(100).default([]),
  })
  .refine(({ roles, users }) => roles.length + users.length > 0, 'name a role or a person who may agree')

/** From now on the alias moves only when somebody named agrees. Faults: NOT_FOUND for the model or for a person. */
export async function protect(ctx: Context, input: z.input<typeof protectInput>): Promise<void> {
  authorize(ctx, 'approval', 'protect')
  const { model, alias, roles, users } = parse(protectInput, input)
  const { projectId, userId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    await demandMembers(tx, projectId, users)
    const modelId = model === undefined ? null : (await holdRegistered(tx, projectId, model)).id
    const named = { roles, users, createdBy: userId, createdAt: new Date() }
    await tx
      .insert(aliasProtections)
      .values({ projectId, modelId, alias, ...named })
      .onConflictDoUpdate({
        target: [aliasProtections.projectId, aliasProtections.modelId, aliasProtections.alias],
        set: named,
      })
    await notify(tx, { project: projectId, topic: 'model', ...(modelId && { id: modelId }) })
    const detail = { name: model ?? null, alias, roles, users }
    await append(tx, ctx.actor, {
      action: 'protect-alias',
      resource: 'model',
      resourceId: modelId ?? projectId,
      detail,
    })
  })
}
