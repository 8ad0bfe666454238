import { eq } from 'drizzle-orm'
import { modelVersions, users } from '#db/schema.ts'
import { readEvaluation } from '../../artifacts/read-evaluation.ts'
import type { Context } from '../../context.ts'
import { findRegisteredVersion } from '../find-registered-version.ts'
import { lineage } from '../lineage.ts'
import { loggedMetrics, metricsOfRun } from '../logged-metrics.ts'
import { type Origin, originsOf } from '../origins.ts'
import { paramsOf } from '../params-of.ts'
import type { CardFacts } from './write.ts'

export interface CardOf {
  versionId: string
  modelId: string
  facts: CardFacts
}

/** What is known of a version, for its card. Faults: NOT_FOUND. */
export async function cardOf(ctx: Context, ref: { name: string; number: number }): Promise<CardOf> {
  const { projectId } = ctx.actor
  const known = await findRegisteredVersion(ctx.db, projectId, ref)
  const [row] = await ctx.db
    .select({ version: modelVersions, author: users.name })
    .from(modelVersions)
    .leftJoin(users, eq(users.id, modelVersions.createdBy))
    .where(eq(modelVersions.id, known.id))
  const version = row?.version
  const { runId = null, node = null, signature = null, parity = null, metrics, report } = version ?? {}
  const [from, origins, { training }, evaluation, logged] = await Promise.all([
    runId && node ? lineage(ctx.db, projectId, { runId, node }) : null,
    version ? originsOf(ctx.db, projectId, [version]) : undefined,
    paramsOf(ctx.db, projectId, { runId, node, trackedRunId: known.trackedRunId }),
    report ? readEvaluation(ctx, { artifact: report }) : null,
    loggedMetrics(ctx.db, projectId, [known.trackedRunId]),
  ])
  return {
    versionId: known.id,
    modelId: known.modelId,
    facts: {
      ...{ model: known.model, number: known.number, description: known.description, createdAt: known.createdAt },
      createdBy: row?.author ?? known.createdBy,
      from: inWords(origins?.get(known.id)),
      ...{ signature, parity, source: known.source, params: training },
      metrics: evaluation?.metrics ?? metrics ?? metricsOfRun(logged, known.trackedRunId),
      tested: evaluation?.rows ?? null,
      files: [...new Map(from?.files.map((file) => [`${file.name} ${file.version}`, file])).values()],
    },
  }
}

const inWords = (origin: Origin | undefined): string | null => {
  if (!origin) return null
  return origin.kind === 'pipeline'
    ? `revision ${origin.revision} of the pipeline ${origin.name}`
    : `run ${origin.name} of the experiment ${origin.experiment.name}`
}
