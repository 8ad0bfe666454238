import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { models, modelVersions } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { ModelValue } from '#pipeline/ports/model.ts'

export const modelName = z
  .string()
  .trim()
  .min(1, 'a model needs a name')
  .max(120)
  .regex(/^[a-z0-9][a-z0-9._-]*$/i, 'letters, digits, dots, hyphens and underscores')

/** A version by its id, or by its model's name and its number. */
export const versionRef = z.union([
  z.object({ versionId: z.uuid() }),
  z.object({ name: z.string(), number: z.number().int().min(1) }),
])
export type VersionRef = z.infer<typeof versionRef>

type StoredVersion = typeof modelVersions.$inferSelect & { model: string }
type Onnx = 'artifact' | 'signature' | 'metrics' | 'parity' | 'details'
/** A version that has an ONNX model, and so everything that belongs to it. */
export type VersionRow = StoredVersion & { [K in Onnx]: NonNullable<StoredVersion[K]> }

/** Faults: INVALID_INPUT for a version that came from elsewhere and was never converted. */
export function demandOnnx(row: StoredVersion): VersionRow {
  const { artifact, signature, metrics, parity, details } = row
  if (artifact && signature && metrics && parity && details)
    return { ...row, artifact, signature, metrics, parity, details }
  throw new Fault('INVALID_INPUT', `has no ONNX: ${row.model} version ${row.number}`, {
    hint: 'convert it where it was trained, with skl2onnx, onnxmltools or torch.onnx, and register the ONNX file',
  })
}

/** Faults: NOT_FOUND, also for a removed version and for one of another project; INVALID_INPUT for one without ONNX. */
export async function findVersion(q: Queryable, projectId: string, ref: VersionRef): Promise<VersionRow> {
  const named =
    'versionId' in ref
      ? eq(modelVersions.id, ref.versionId)
      : and(eq(models.name, ref.name), eq(modelVersions.number, ref.number))
  const [row] = await q
    .select({ version: modelVersions, model: models.name })
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .where(and(eq(models.projectId, projectId), named))
  const what = 'versionId' in ref ? ref.versionId : `${ref.name} ${ref.number}`
  if (!row) throw new Fault('NOT_FOUND', `no such model version: ${what}`)
  if (row.version.deletedAt)
    throw new Fault('NOT_FOUND', `this model version was removed: ${row.model} ${row.version.number}`, {
      hint: 'choose another version',
    })
  return demandOnnx({ ...row.version, model: row.model })
}

/** As it goes along a wire. */
export const modelValueOf = ({ id, model, number, ...version }: VersionRow): ModelValue => ({
  type: 'model',
  artifact: version.artifact,
  signature: version.signature,
  metrics: version.metrics,
  parity: version.parity,
  details: version.details,
  version: { id, model, number },
})

/** The same, held until the transaction ends, so that it is not removed meanwhile. */
export async function holdVersion(tx: Queryable, projectId: string, ref: VersionRef): Promise<VersionRow> {
  const { id: versionId } = await findVersion(tx, projectId, ref)
  await tx.select({ id: modelVersions.id }).from(modelVersions).where(eq(modelVersions.id, versionId)).for('share')
  return await findVersion(tx, projectId, { versionId })
}
