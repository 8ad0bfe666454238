import { createHash } from 'node:crypto'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { artifactPath } from '../path.ts'

/** An upload in parts: to which path it goes, and the name that it was given when it began. */
export const uploadInput = z.object({ path: artifactPath, upload: z.string().min(1).max(100) })

export const uploadsRoot = (work: string): string => join(work, 'uploads')

/** Where the parts wait. Its name holds project, path and upload, so that no other triple finds it. */
export function uploadFolder(
  { work, actor }: { work: string; actor: { projectId: string } },
  { path, upload }: z.output<typeof uploadInput>,
): string {
  const name = createHash('sha256')
    .update(JSON.stringify([actor.projectId, path, upload]))
    .digest('hex')
  return join(uploadsRoot(work), name)
}

/** Stays for a while after the parts are gone: a client that was not told asks once more. */
export const doneMark = (folder: string): string => join(folder, 'done')

export const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

export const noSuchUpload = (upload: string): Fault =>
  new Fault('NOT_FOUND', `No such upload: '${upload.slice(0, 100)}'`, { hint: 'begin it again' })
