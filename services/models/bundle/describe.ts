import { and, desc, eq, isNull } from 'drizzle-orm'
import { artifacts, modelCards, models, modelVersions, users } from '#db/schema.ts'
import { readDetails } from '../../artifacts/read-details.ts'
import type { Context } from '../../context.ts'
import { findRegistered } from '../find-registered.ts'
import { findRegisteredVersion } from '../find-registered-version.ts'
import { originOf } from '../origin-of.ts'
import { folderOf, loggedFiles } from './logged-files.ts'
import type { BundledFile, Manifest } from './manifest.ts'
import { sha256Of } from './sha256-of.ts'

export interface Described {
  manifest: Manifest
  /** Texts that lie in no store. */
  texts: Map<string, string>
}

/** What a bundle of a version holds. Faults: NOT_FOUND. */
export async function describeBundle(ctx: Context, ref: { name: string; number: number }): Promise<Described> {
  const { db, actor } = ctx
  const { projectId } = actor
  const model = await findRegistered(db, projectId, ref.name)
  const known = await findRegisteredVersion(db, projectId, ref)
  const [row] = await db
    .select({ version: modelVersions, author: users.name })
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .leftJoin(users, eq(users.id, modelVersions.createdBy))
    .where(and(eq(modelVersions.id, known.id), isNull(modelVersions.deletedAt)))
  const version = row?.version
  const origin = version && (await originOf(db, projectId, version))
  const [card] = await db
    .select({ text: modelCards.text })
    .from(modelCards)
    .where(eq(modelCards.versionId, known.id))
    .orderBy(desc(modelCards.revision))
    .limit(1)
  const stored = async (entry: string, role: BundledFile['role'], sha256: string | null | undefined) => {
    if (!sha256) return []
    const [found] = await db.select().from(artifacts).where(eq(artifacts.sha256, sha256))
    return found ? [{ entry, role, sha256, size: found.size, mediaType: found.mediaType }] : []
  }
  const folder = known.source === null ? undefined : await folderOf(db, projectId, known.source)
  const logged = folder === undefined ? [] : await loggedFiles(db, projectId, folder)
  const cardText = card?.text
  return {
    manifest: {
      espalier: 'model-version',
      format: 1,
      model: { name: model.name, description: model.description, tags: model.tags },
      version: {
        ...{ id: known.id, number: known.number, createdAt: known.createdAt.toISOString() },
        createdBy: { id: known.createdBy, name: row?.author ?? known.createdBy },
        ...{ description: known.description, stage: known.stage, tags: known.tags, aliases: known.aliases },
        ...{
          signature: version?.signature ?? null,
          metrics: version?.metrics ?? null,
          parity: version?.parity ?? null,
        },
        ...{ source: known.source, loggedModelId: known.loggedModelId, trackedRunId: known.trackedRunId },
        ...{ runLink: known.runLink, runId: version?.runId ?? null, node: version?.node ?? null },
      },
      origin: origin?.run
        ? {
            ...{ ...origin.run, ...(origin.lineage && { lineage: origin.lineage }) },
            ...(origin.datasets.length > 0 && { datasets: origin.datasets }),
          }
        : null,
      files: [
        ...(await stored('model.onnx', 'model', version?.artifact)),
        ...(await stored('details.json', 'details', version?.details)),
        ...(await stored('upload.onnx', 'upload', await uploadOf(ctx, version?.details))),
        ...(await stored('report.json', 'report', version?.report)),
        ...(cardText === undefined
          ? []
          : [
              {
                ...{ entry: 'card.md', role: 'card' as const, mediaType: 'text/markdown' },
                ...{ sha256: sha256Of(cardText), size: Buffer.byteLength(cardText) },
              },
            ]),
        ...logged.map((file, index) => ({ entry: `file-${index + 1}`, role: 'file' as const, ...file })),
      ],
    },
    texts: new Map(cardText === undefined ? [] : [['card.md', cardText]]),
  }
}

/** The file as it was imported, before the gate gave it its stored form. */
const uploadOf = async (ctx: Context, details: string | null | undefined): Promise<string | undefined> =>
  details ? (await readDetails(ctx, { artifact: details })).imported?.file : undefined
