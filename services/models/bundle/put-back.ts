import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import {
  artifactPaths,
  modelCards,
  models,
  modelVersionFacts,
  modelVersions,
  runs,
  users,
  versionTags,
} from '#db/schema.ts'
import { link } from '../../artifacts/link.ts'
import type { Context } from '../../context.ts'
import { wordsAreDue } from '../../search/words-are-due.ts'
import { runsOf } from '../../tracking/artifacts/runs-of.ts'
import { lastOfEachKey } from '../../tracking/fields.ts'
import { folderOf, ownScheme } from './logged-files.ts'
import type { HeldModel, Place } from './place.ts'
import type { ReadBundle } from './read.ts'

interface PutBack {
  model: HeldModel
  place: Place
  bundle: ReadBundle
}

/** Bytes, row and all that is told of it, in the transaction of the restoring. Returns the version's id. */
export async function putBack(tx: Queryable, ctx: Context, { model, place, bundle }: PutBack): Promise<string> {
  const { projectId } = ctx.actor
  const { manifest, paths } = bundle
  const card = manifest.files.find(({ role }) => role === 'card')
  const text = card && (await readFile(paths.get(card.entry) ?? '', 'utf8'))
  const stored = manifest.files.filter(({ role }) => role !== 'card')
  for (const { entry } of stored) await ctx.store.adopt(paths.get(entry) ?? '')
  await link(tx, projectId, stored)

  const versionId = place.state === 'free' ? await insertRow(tx, ctx, { model, bundle }) : place.id
  await tx.update(modelVersions).set({ deletedAt: null }).where(eq(modelVersions.id, versionId))
  const { description, stage, tags, number, source } = manifest.version
  const facts = { description, stage, archivedAt: null, updatedAt: new Date() }
  await tx
    .insert(modelVersionFacts)
    .values({ versionId, ...facts })
    .onConflictDoUpdate({ target: modelVersionFacts.versionId, set: facts })
  await tx.delete(versionTags).where(eq(versionTags.versionId, versionId))
  const unique = lastOfEachKey(tags)
  if (unique.length > 0) await tx.insert(versionTags).values(unique.map((tag) => ({ ...tag, versionId })))
  if (text !== undefined)
    await tx
      .insert(modelCards)
      .values({ versionId, revision: 1, text, createdBy: ctx.actor.userId })
      .onConflictDoNothing()
  if (place.state !== 'free' && source !== null) await nameFiles(tx, projectId, { source, bundle })
  await tx
    .update(models)
    .set({ updatedAt: new Date(), lastNumber: sql`greatest(${models.lastNumber}, ${number}::int)` })
    .where(eq(models.id, model.id))
  return versionId
}

async function insertRow(tx: Queryable, ctx: Context, { model, bundle }: Omit<PutBack, 'place'>): Promise<string> {
  const { projectId } = ctx.actor
  const { version, files } = bundle.manifest
  const [known] = await tx.select({ id: modelVersions.id }).from(modelVersions).where(eq(modelVersions.id, version.id))
  const id = known ? randomUUID() : version.id
  const [run] = version.runId
    ? await tx
        .select({ id: runs.id })
        .from(runs)
        .where(and(eq(runs.projectId, projectId), eq(runs.id, version.runId)))
    : []
  const { createdBy } = version
  const [author] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, createdBy.id), eq(users.name, createdBy.name)))
  const hash = (role: string) => files.find((file) => file.role === role)?.sha256 ?? null
  const logged = files.some(({ role }) => role === 'file')
  const source = logged ? `${ownScheme}restored/${id}` : version.source
  await tx.insert(modelVersions).values({
    ...{ id, modelId: model.id, number: version.number, source },
    ...{ artifact: hash('model'), details: hash('details'), report: hash('report') },
    ...{ signature: version.signature, metrics: version.metrics, parity: version.parity },
    ...{ loggedModelId: null, trackedRunId: version.trackedRunId, runLink: version.runLink },
    ...{ runId: run?.id ?? null, node: run ? version.node : null },
    ...{ createdBy: author?.id ?? createdBy.name, createdAt: new Date(version.createdAt) },
  })
  if (logged && source) await nameFiles(tx, projectId, { source, bundle })
  return id
}

/** What a client logged, under the names it had beneath its source. */
async function nameFiles(
  tx: Queryable,
  projectId: string,
  { source, bundle }: { source: string; bundle: ReadBundle },
): Promise<void> {
  const folder = await folderOf(tx, projectId, source)
  const files = bundle.manifest.files.flatMap(({ role, path, sha256, size, mediaType }) =>
    role === 'file' && path && folder ? [{ projectId, path: `${folder}/${path}`, sha256, size, mediaType }] : [],
  )
  if (files.length === 0) return
  await tx.insert(artifactPaths).values(files).onConflictDoNothing()
  await wordsAreDue(tx, ...runsOf(files.map((file) => file.path)))
}
