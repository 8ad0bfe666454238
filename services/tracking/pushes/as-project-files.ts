import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { files } from '#db/schema.ts'
import { digestLength, fileSource } from '../../runs/track-data.ts'
import type { Pushed } from './pushed.ts'

/** As much of a file's SHA-256 as programs tell. */
const toldLength = 32

/**
 * What a program read from a disk and is a file of the project, byte for byte, is that file: so lineage leads from it to
 * the program's models, and tells what must be trained again.
 */
export async function asProjectFiles(
  q: Queryable,
  projectId: string,
  datasets: Pushed['datasets'],
): Promise<Pushed['datasets']> {
  const local = datasets.filter(({ sourceType, digest }) => sourceType === 'local' && digest.length === toldLength)
  if (local.length === 0) return datasets
  const digest = sql<string>`left(${files.sha256}, ${sql.raw(String(toldLength))})`
  const digests = local.map((one) => one.digest)
  const known = await q
    .select({ digest, name: files.name, version: files.version, sha256: files.sha256 })
    .from(files)
    .where(and(eq(files.projectId, projectId), inArray(digest, digests)))
    .orderBy(asc(files.createdAt))
  return datasets.map((one) => {
    const same = known.filter((file) => local.includes(one) && file.digest === one.digest)
    const file = same.findLast(({ name }) => name === one.name) ?? same.at(-1)
    if (!file) return one
    const { name, version, sha256 } = file
    const source = JSON.stringify({ file: name, version, sha256 })
    return { ...one, name, digest: sha256.slice(0, digestLength), sourceType: fileSource, source }
  })
}
