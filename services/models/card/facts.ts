import { eq } from 'drizzle-orm'
import { modelVersions, users } from '#db/schema.ts'
import { readDetails } from '../../artifacts/read-details.ts'
import { readEvaluation } from '../../artifacts/read-evaluation.ts'
import type { Context } from '../../context.ts'
import { findRegisteredVersion } from '../find-registered-version.ts'
import { getFiles } from '../get-files.ts'
import { metricsOf } from '../logged-metrics.ts'
import { originOf } from '../origin-of.ts'
import type { Origin } from '../origins.ts'
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
  const { runId = null, node = null, signature = null, parity = null, details, report } = version ?? {}
  const [origin, { training }, evaluation, figures, kept, saved] = await Promise.all([
    version ? originOf(ctx.db, projectId, version) : null,
    paramsOf(ctx.db, projectId, { runId, node, trackedRunId: known.trackedRunId }),
    report ? readEvaluation(ctx, { artifact: report }) : null,
    metricsOf(ctx.db, projectId, version ? [version] : []),
    details ? readDetails(ctx, { artifact: details }) : null,
    getFiles(ctx, ref),
  ])
  return {
    versionId: known.id,
    modelId: known.modelId,
    facts: {
      ...{ model: known.model, number: known.number, description: known.description, createdAt: known.createdAt },
      createdBy: row?.author ?? known.createdBy,
      from: inWords(origin?.run),
      ...{ signature, parity, source: known.source, params: training },
      metrics: evaluation?.metrics ?? figures.get(known.id) ?? {},
      tested: evaluation?.rows ?? null,
      ...{ saved, proof: kept?.imported ? 'made-up rows' : 'training', datasets: origin?.datasets ?? [] },
      files: [...new Map(origin?.files.map((file) => [`${file.name} ${file.version}`, file])).values()],
    },
  }
}

const inWords = (origin: Origin | null | undefined): string | null => {
  if (!origin) return null
  return origin.kind === 'pipeline'
    ? `revision ${origin.revision} of the pipeline ${origin.name}`
    : `run ${origin.name} of the experiment ${origin.experiment.name}`
}
