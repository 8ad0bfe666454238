import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import {
  aliasRequests,
  decommissions,
  modelAliases,
  modelVersionFacts,
  modelVersions,
  type Stage,
  users,
  versionTags,
} from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { findProtection } from '../approvals/find.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findRegistered, type Tag } from './find-registered.ts'
import { metricsOf } from './logged-metrics.ts'
import { type Origin, originsOf } from './origins.ts'

export const getInput = z.object({ name: z.string() })

export interface ListedVersion {
  id: string
  number: number
  /** Whether it can answer; where not, its files are at `source`. */
  form: 'onnx' | 'files'
  metrics: Record<string, number>
  source: string | null
  stage: Stage
  description: string | null
  tags: Tag[]
  aliases: string[]
  createdAt: Date
  createdBy: string
  origin: Origin | null
  archivedAt: Date | null
  /** When it stops to answer, and why. */
  sunset: { at: Date; reason: string } | null
  /** Aliases that somebody asked to lead to it. */
  asked: { request: number; alias: string }[]
}

export interface ShownModel {
  id: string
  name: string
  description: string | null
  tags: Tag[]
  aliases: { alias: string; number: number; protection: 'protected' | 'free' }[]
  /** Requests that wait. */
  waiting: number
  /** The newest first. */
  versions: ListedVersion[]
}

/** A model and its versions. Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof getInput>): Promise<ShownModel> {
  authorize(ctx, 'model', 'read')
  const { name } = parse(getInput, input)
  const { projectId } = ctx.actor
  const model = await findRegistered(ctx.db, projectId, name)
  const [versions, waiting, aliases] = await Promise.all([
    readVersions(ctx.db, model.id),
    ctx.db
      .select({ request: aliasRequests.id, alias: aliasRequests.alias, number: aliasRequests.toNumber })
      .from(aliasRequests)
      .where(and(eq(aliasRequests.modelId, model.id), eq(aliasRequests.state, 'pending'))),
    Promise.all(
      model.aliases.map(async (one) => {
        const found = await findProtection(ctx.db, projectId, { modelId: model.id, alias: one.alias })
        return { ...one, protection: found ? ('protected' as const) : ('free' as const) }
      }),
    ),
  ])
  const [origins, figures] = await Promise.all([
    originsOf(ctx.db, projectId, versions),
    metricsOf(ctx.db, projectId, versions),
  ])
  return {
    ...{ id: model.id, name: model.name, description: model.description, tags: model.tags, aliases },
    waiting: waiting.length,
    versions: versions.map(({ runId: _, trackedRunId: __, node: ___, artifact, sunsetAt, sunsetReason, ...row }) => ({
      ...row,
      form: artifact ? 'onnx' : 'files',
      metrics: figures.get(row.id) ?? {},
      origin: origins.get(row.id) ?? null,
      sunset: sunsetAt && { at: sunsetAt, reason: sunsetReason ?? '' },
      asked: waiting.filter(({ number }) => number === row.number).map(({ request, alias }) => ({ request, alias })),
    })),
  }
}

const readVersions = (q: Queryable, modelId: string) =>
  q
    .select({
      ...{ id: modelVersions.id, number: modelVersions.number, artifact: modelVersions.artifact },
      ...{ metrics: modelVersions.metrics, source: modelVersions.source, createdAt: modelVersions.createdAt },
      ...{ runId: modelVersions.runId, node: modelVersions.node, trackedRunId: modelVersions.trackedRunId },
      ...{ description: modelVersionFacts.description, archivedAt: modelVersionFacts.archivedAt },
      ...{ sunsetAt: decommissions.sunsetAt, sunsetReason: decommissions.reason },
      stage: sql<Stage>`coalesce(${modelVersionFacts.stage}, 'None')`,
      createdBy: sql<string>`coalesce(${users.name}, ${modelVersions.createdBy})`,
      tags: sql<Tag[]>`coalesce((
        select json_agg(json_build_object('key', t.key, 'value', t.value) order by t.key)
        from ${versionTags} t where t.version_id = ${modelVersions}.id
      ), '[]')`,
      aliases: sql<string[]>`coalesce((
        select json_agg(a.alias order by a.alias)
        from ${modelAliases} a where a.model_id = ${modelVersions}.model_id and a.number = ${modelVersions}.number
      ), '[]')`,
    })
    .from(modelVersions)
    .leftJoin(modelVersionFacts, eq(modelVersionFacts.versionId, modelVersions.id))
    .leftJoin(decommissions, eq(decommissions.versionId, modelVersions.id))
    .leftJoin(users, eq(users.id, modelVersions.createdBy))
    .where(and(eq(modelVersions.modelId, modelId), isNull(modelVersions.deletedAt)))
    .orderBy(desc(modelVersions.number))
