import { and, asc, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { artifactPaths, experiments, loggedModels } from '#db/schema.ts'
import { beneath } from '../../tracking/artifacts/beneath.ts'

export const ownScheme = 'mlflow-artifacts:/'

const trimmed = (path: string) => path.replace(/^\/+|\/+$/g, '')

/** The folder of our own store that a source names; none for one that lies elsewhere. */
export async function folderOf(q: Queryable, projectId: string, source: string): Promise<string | undefined> {
  if (source.startsWith(ownScheme)) return trimmed(source.slice(ownScheme.length))
  const logged = /^models:\/(m-[0-9a-f]{32})$/.exec(source)?.[1]
  if (!logged) return undefined
  const [model] = await q
    .select({ experiment: experiments.number, root: loggedModels.artifactRoot, place: experiments.artifactLocation })
    .from(loggedModels)
    .innerJoin(experiments, eq(experiments.id, loggedModels.experimentId))
    .where(and(eq(loggedModels.projectId, projectId), eq(loggedModels.id, logged)))
  if (!model) return undefined
  const root = model.root ?? model.place ?? `${ownScheme}${model.experiment}`
  return root.startsWith(ownScheme) ? `${trimmed(root.slice(ownScheme.length))}/models/${logged}/artifacts` : undefined
}

/** What a client logged there, by its path beneath the folder. */
export async function loggedFiles(q: Queryable, projectId: string, folder: string) {
  const rows = await q
    .select()
    .from(artifactPaths)
    .where(and(eq(artifactPaths.projectId, projectId), beneath(projectId, folder)))
    .orderBy(asc(artifactPaths.path))
  return rows.map(({ path, sha256, size, mediaType }) => ({
    path: path.slice(folder.length + 1),
    sha256,
    size,
    mediaType,
  }))
}
