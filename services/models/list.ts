import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { models, modelVersions } from '#db/schema.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'

export interface ListedModel {
  id: string
  name: string
  description: string | null
  versions: number
  newest: {
    id: string
    number: number
    task: Signature['task']
    target: string
    metrics: Record<string, number>
    createdAt: Date
  }
}

/** Models that have a version with ONNX, the one that got its newest last first. */
export async function list(ctx: Context): Promise<ListedModel[]> {
  authorize(ctx, 'model', 'read')
  const rows = await ctx.db
    .select({
      model: { id: models.id, name: models.name, description: models.description },
      version: {
        id: modelVersions.id,
        number: modelVersions.number,
        signature: modelVersions.signature,
        metrics: modelVersions.metrics,
        createdAt: modelVersions.createdAt,
      },
    })
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .where(
      and(
        eq(models.projectId, ctx.actor.projectId),
        isNull(modelVersions.deletedAt),
        isNotNull(modelVersions.artifact),
      ),
    )
    .orderBy(desc(modelVersions.createdAt), desc(modelVersions.number))
  const listed = new Map<string, ListedModel>()
  for (const { model, version } of rows) {
    const { signature, metrics, ...newest } = version
    if (!signature || !metrics) continue
    const known = listed.get(model.id)
    if (known) known.versions += 1
    else {
      listed.set(model.id, {
        ...model,
        versions: 1,
        newest: { ...newest, metrics, task: signature.task, target: signature.target },
      })
    }
  }
  return [...listed.values()]
}
