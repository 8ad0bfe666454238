import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { models, modelVersions, predictions } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { findEndpoint } from '../endpoints/find.ts'
import { parse } from '../parse.ts'

export const listInput = z.object({
  endpoint: z.string(),
  limit: z.number().int().min(1).max(500).default(50),
  /** `next` of the page before. */
  after: z.string().optional(),
})

export interface ListedPrediction {
  id: string
  at: Date
  model: string | null
  version: number | null
  inputs: Record<string, unknown>
  output: Record<string, unknown>
  microseconds: number
}

/** What an endpoint answered, the newest first. Faults: NOT_FOUND. */
export async function list(
  ctx: Context,
  input: z.input<typeof listInput>,
): Promise<{ predictions: ListedPrediction[]; next: string | null }> {
  authorize(ctx, 'prediction', 'read')
  const { endpoint, limit, after } = parse(listInput, input)
  const { id: endpointId } = await findEndpoint(ctx.db, ctx.actor.projectId, endpoint)
  const [time, id] = after?.split('_') ?? []
  const rows = await ctx.db
    .select({
      id: predictions.id,
      at: predictions.at,
      model: models.name,
      version: modelVersions.number,
      inputs: predictions.inputs,
      output: predictions.output,
      microseconds: predictions.microseconds,
      cursor: sql<string>`${predictions.at}::text || '_' || ${predictions.id}`,
    })
    .from(predictions)
    .leftJoin(modelVersions, eq(modelVersions.id, predictions.versionId))
    .leftJoin(models, eq(models.id, modelVersions.modelId))
    .where(
      and(
        eq(predictions.endpointId, endpointId),
        isNull(predictions.shadowOf),
        time && id ? sql`(${predictions.at}, ${predictions.id}) < (${time}::timestamptz, ${id}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(predictions.at), desc(predictions.id))
    .limit(limit)
  return {
    predictions: rows.map(({ cursor: _, ...row }) => row),
    next: rows.length === limit ? (rows.at(-1)?.cursor ?? null) : null,
  }
}
