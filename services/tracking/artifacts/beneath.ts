import { and, eq, gt, lt, type SQL } from 'drizzle-orm'
import { artifactPaths } from '#db/schema.ts'

/** What lies in a folder, however deep, as a range of the primary key: '0' is what follows '/' in bytes. */
export const beneath = (projectId: string, folder: string): SQL | undefined =>
  and(
    eq(artifactPaths.projectId, projectId),
    folder === '' ? undefined : and(gt(artifactPaths.path, `${folder}/`), lt(artifactPaths.path, `${folder}0`)),
  )
