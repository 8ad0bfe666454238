import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { models, modelVersions, users } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'

export const getInput = z.object({ name: z.string() })

export interface ShownModel {
  id: string
  name: string
  description: string | null
  /** The newest first. */
  versions: {
    id: string
    number: number
    metrics: Record<string, number>
    createdAt: Date
    createdBy: string | null
    runId: string | null
  }[]
}

/** A model and its versions. Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof getInput>): Promise<ShownModel> {
  authorize(ctx, 'model', 'read')
  const { name } = parse(getInput, input)
  const [model] = await ctx.db
    .select({ id: models.id, name: models.name, description: models.description })
    .from(models)
    .where(and(eq(models.projectId, ctx.actor.projectId), eq(models.name, name)))
  if (!model) throw new Fault('NOT_FOUND', `no such model: ${name}`)
  const versions = await ctx.db
    .select({
      id: modelVersions.id,
      number: modelVersions.number,
      metrics: modelVersions.metrics,
      createdAt: modelVersions.createdAt,
      createdBy: users.name,
      runId: modelVersions.runId,
    })
    .from(modelVersions)
    .leftJoin(users, eq(users.id, modelVersions.createdBy))
    .where(and(eq(modelVersions.modelId, model.id), isNull(modelVersions.deletedAt), isNotNull(modelVersions.artifact)))
    .orderBy(desc(modelVersions.number))
  return { ...model, versions: versions.map((version) => ({ ...version, metrics: version.metrics ?? {} })) }
}
