import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { modelVersions } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { findEndpoint } from '../endpoints/find.ts'
import { currentRoutes } from '../endpoints/routes.ts'
import { targetsOf } from '../endpoints/targets.ts'
import { versionRef } from '../models/find.ts'
import { findRegistered } from '../models/find-registered.ts'
import { holdServable } from '../models/hold-servable.ts'

/** A version, the newest of a model, or whatever an endpoint leads to. */
export const demoSubject = z.union([
  versionRef,
  z.strictObject({ model: z.string() }),
  z.strictObject({ endpoint: z.string() }),
])

export interface Subject {
  points: { versionId: string; endpointId: null } | { versionId: null; endpointId: string }
  called: string
  signature: Signature
}

/** What a demo is to be of, held until the transaction ends. Faults: NOT_FOUND; GONE for what answers no more. */
export async function holdSubject(
  tx: Queryable,
  projectId: string,
  of: z.output<typeof demoSubject>,
): Promise<Subject> {
  if ('endpoint' in of) {
    const { id, name } = await findEndpoint(tx, projectId, of.endpoint)
    const [target] = await targetsOf(tx, (await currentRoutes(tx, [id])).get(id)?.shares ?? [])
    if (!target)
      throw new Fault('NOT_FOUND', `no model version answers for the endpoint: ${name}`, {
        hint: 'deploy a version to it first',
      })
    return { points: { versionId: null, endpointId: id }, called: name, signature: target.signature }
  }
  const ref = 'model' in of ? await newest(tx, projectId, of.model) : of
  const { id, model, signature } = await holdServable(tx, projectId, ref)
  return { points: { versionId: id, endpointId: null }, called: model, signature }
}

async function newest(tx: Queryable, projectId: string, name: string) {
  const { id } = await findRegistered(tx, projectId, name)
  const [row] = await tx
    .select({ versionId: modelVersions.id })
    .from(modelVersions)
    .where(and(eq(modelVersions.modelId, id), isNull(modelVersions.deletedAt), isNotNull(modelVersions.artifact)))
    .orderBy(desc(modelVersions.number))
    .limit(1)
  if (row) return row
  throw new Fault('NOT_FOUND', `the model has no version with ONNX: ${name}`, { hint: 'register one first' })
}
