import { and, asc, eq, isNull, or } from 'drizzle-orm'
import { z } from 'zod'
import { aliasProtections, models } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { type Member, membersOf } from '../members/of-project.ts'
import { findRegistered } from '../models/find-registered.ts'
import { parse } from '../parse.ts'

export const protectionsInput = z.object({ model: z.string().optional() }).default({})

export interface ShownProtections {
  protections: { id: string; model: string | null; alias: string; roles: string[]; people: string[] }[]
  /** Who could be named. */
  members: Member[]
  /** Whether who asks may change them. */
  may: { protect: boolean }
}

/** What is protected in the project, or of one model. */
export async function protections(ctx: Context, input: z.input<typeof protectionsInput>): Promise<ShownProtections> {
  authorize(ctx, 'approval', 'read')
  const { model } = parse(protectionsInput, input)
  const { projectId, role } = ctx.actor
  const only = model === undefined ? undefined : (await findRegistered(ctx.db, projectId, model)).id
  const [rows, members] = await Promise.all([
    ctx.db
      .select({ row: aliasProtections, model: models.name })
      .from(aliasProtections)
      .leftJoin(models, eq(models.id, aliasProtections.modelId))
      .where(
        and(
          eq(aliasProtections.projectId, projectId),
          only ? or(eq(aliasProtections.modelId, only), isNull(aliasProtections.modelId)) : undefined,
        ),
      )
      .orderBy(asc(aliasProtections.alias), asc(models.name)),
    membersOf(ctx.db, projectId),
  ])
  return {
    protections: rows.map(({ row: { id, alias, roles, users }, model }) => ({
      ...{ id, model, alias, roles },
      people: users.map((user) => members.find((one) => one.id === user)?.name ?? user),
    })),
    members,
    may: { protect: role === 'owner' },
  }
}
