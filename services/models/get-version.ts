import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { users } from '#db/schema.ts'
import type { Parity, Signature } from '#pipeline/ports/model.ts'
import type { Evaluation } from '#pipeline/ports/report.ts'
import { authorize } from '../access/authorize.ts'
import { type ModelDetails, readDetails } from '../artifacts/read-details.ts'
import { readEvaluation } from '../artifacts/read-evaluation.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findVersion, versionRef } from './find.ts'
import type { Lineage } from './lineage.ts'
import { metricsOf } from './logged-metrics.ts'
import { originOf, type VersionOrigin } from './origin-of.ts'
import { type ServingEndpoint, serving } from './serving.ts'

export const getVersionInput = versionRef

export interface ShownVersion {
  id: string
  model: string
  number: number
  artifact: string
  signature: Signature
  metrics: Record<string, number>
  parity: Parity
  details: ModelDetails
  /** Null when it was registered without an evaluation. */
  evaluation: Evaluation | null
  origin: VersionOrigin
  lineage: Lineage | null
  /** Endpoints whose traffic goes to it now. */
  endpoints: ServingEndpoint[]
  createdAt: Date
  createdBy: string
}

/** Everything about one version of a model. Faults: NOT_FOUND. */
export async function getVersion(ctx: Context, input: z.input<typeof getVersionInput>): Promise<ShownVersion> {
  authorize(ctx, 'model', 'read')
  const { projectId } = ctx.actor
  const row = await findVersion(ctx.db, projectId, parse(getVersionInput, input))
  const { id, model, number, artifact, signature, parity, report, createdAt, createdBy } = row
  const [details, evaluation, from, endpoints, [author], figures] = await Promise.all([
    readDetails(ctx, { artifact: row.details }),
    report ? readEvaluation(ctx, { artifact: report }) : null,
    originOf(ctx.db, projectId, row),
    serving(ctx.db, projectId, id),
    ctx.db.select({ name: users.name }).from(users).where(eq(users.id, createdBy)),
    metricsOf(ctx.db, projectId, [row]),
  ])
  return {
    ...{ id, model, number, artifact, signature, parity, details, evaluation, endpoints },
    ...{ origin: from, lineage: from.lineage },
    metrics: figures.get(id) ?? {},
    createdAt,
    createdBy: author?.name ?? createdBy,
  }
}
