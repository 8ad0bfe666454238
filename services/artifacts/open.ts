import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { artifacts, projectArtifacts } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'

export const openInput = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/, 'not an artifact') })

export interface OpenedArtifact {
  path: string
  size: number
  mediaType: string
}

/** Where the bytes of an artifact of the project lie. Faults: NOT_FOUND. */
export async function open(ctx: Context, input: z.input<typeof openInput>): Promise<OpenedArtifact> {
  authorize(ctx, 'artifact', 'read')
  const { sha256 } = parse(openInput, input)
  const [row] = await ctx.db
    .select({ size: artifacts.size, mediaType: artifacts.mediaType })
    .from(projectArtifacts)
    .innerJoin(artifacts, eq(artifacts.sha256, projectArtifacts.sha256))
    .where(and(eq(projectArtifacts.projectId, ctx.actor.projectId), eq(projectArtifacts.sha256, sha256)))
  if (!row) throw new Fault('NOT_FOUND', `no such artifact: ${sha256}`)
  return { ...row, path: await ctx.store.path(sha256) }
}
