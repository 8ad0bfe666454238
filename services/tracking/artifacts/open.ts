import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { artifactPaths } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import type { OpenedArtifact } from '../../artifacts/open.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { artifactPath } from './path.ts'

export const openInput = z.object({ path: artifactPath })

export interface OpenedFile extends OpenedArtifact {
  sha256: string
}

/** Where the bytes of a name lie. Faults: NOT_FOUND. */
export async function open(ctx: Context, input: z.input<typeof openInput>): Promise<OpenedFile> {
  authorize(ctx, 'tracking', 'read')
  const { path } = parse(openInput, input)
  const [row] = await ctx.db
    .select({ sha256: artifactPaths.sha256, size: artifactPaths.size, mediaType: artifactPaths.mediaType })
    .from(artifactPaths)
    .where(and(eq(artifactPaths.projectId, ctx.actor.projectId), eq(artifactPaths.path, path)))
  if (!row) throw new Fault('NOT_FOUND', `No such artifact: '${path}'`)
  return { ...row, path: await ctx.store.path(row.sha256) }
}
