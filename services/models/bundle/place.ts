import { and, eq, like } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { models, modelTags, modelVersionFacts, modelVersions } from '#db/schema.ts'
import { canonical } from '#pipeline/canonical.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Actor } from '../../context.ts'
import { lastOfEachKey } from '../../tracking/fields.ts'
import type { Manifest } from './manifest.ts'
import type { ReadBundle } from './read.ts'

export type HeldModel = typeof models.$inferSelect

/** The model of this name, made if there is none, and nobody else changes it until the transaction ends. */
export async function holdModel(
  tx: Queryable,
  { projectId }: Actor,
  { name, description, tags }: Manifest['model'],
): Promise<HeldModel> {
  const named = and(eq(models.projectId, projectId), eq(models.name, name))
  const made = await tx.insert(models).values({ projectId, name, description }).onConflictDoNothing().returning()
  const [model] = await tx.select().from(models).where(named).for('update')
  if (!model) throw new Fault('INTERNAL', 'no row')
  const fresh = made.length > 0 || model.deletedAt !== null
  if (!fresh) return model
  const set = { deletedAt: null, description, updatedAt: new Date() }
  await tx.update(models).set(set).where(eq(models.id, model.id))
  const unique = lastOfEachKey(tags)
  if (unique.length > 0)
    await tx
      .insert(modelTags)
      .values(unique.map((tag) => ({ ...tag, modelId: model.id })))
      .onConflictDoNothing()
  return { ...model, ...set }
}

export type Place = { state: 'there' | 'resting'; id: string } | { state: 'free' }

/** Whether the number is free, or is this very version's. Faults: CONFLICT when it is another's, or was. */
export async function holdPlace(
  tx: Queryable,
  { model, name, bundle }: { model: HeldModel; name: string; bundle: ReadBundle },
): Promise<Place> {
  const { version, files } = bundle.manifest
  const [row] = await tx
    .select({ version: modelVersions, archivedAt: modelVersionFacts.archivedAt })
    .from(modelVersions)
    .leftJoin(modelVersionFacts, eq(modelVersionFacts.versionId, modelVersions.id))
    .where(and(eq(modelVersions.modelId, model.id), eq(modelVersions.number, version.number)))
  if (row) {
    const hash = (role: string) => files.find((file) => file.role === role)?.sha256 ?? null
    const kept = row.version
    const same =
      kept.artifact === hash('model') &&
      kept.details === hash('details') &&
      kept.source === version.source &&
      kept.createdAt.toISOString() === version.createdAt &&
      canonical(kept.signature) === canonical(version.signature)
    if (!same) throw taken(name, version.number)
    return { state: kept.deletedAt || row.archivedAt ? 'resting' : 'there', id: kept.id }
  }
  // A deleted model that gave its name up took its versions along, but not what the name meant to callers.
  const [former] = await tx
    .select({ id: modelVersions.id })
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .where(
      and(
        eq(models.projectId, model.projectId),
        like(models.name, `${name.replaceAll(/[\\%_]/g, '\\$&')}/%`),
        eq(modelVersions.number, version.number),
      ),
    )
  if (former) throw taken(name, version.number)
  return { state: 'free' }
}

const taken = (name: string, number: number) =>
  new Fault('CONFLICT', `this number is another version's: ${name} ${number}`, {
    hint: 'restore it into a model of another name: espalier model restore FILE --as NAME',
  })
