import { Readable } from 'node:stream'
import { z } from 'zod'
import { artifactPaths } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import { hold } from '../../artifacts/hold.ts'
import { link } from '../../artifacts/link.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { wordsAreDue } from '../../search/words-are-due.ts'
import { mediaTypeOf } from './media-type.ts'
import { artifactPath } from './path.ts'
import { runsOf } from './runs-of.ts'

export const putInput = z.object({ path: artifactPath, bytes: z.instanceof(Readable) })

/** Names bytes, in the place of what had the name. An upload that is cut leaves what was there. Faults: LIMIT, UNAVAILABLE. */
export async function put(ctx: Context, input: z.input<typeof putInput>): Promise<{ sha256: string; size: number }> {
  authorize(ctx, 'tracking', 'write')
  const { path, bytes } = parse(putInput, input)
  const { projectId } = ctx.actor
  const mediaType = mediaTypeOf(path)
  const stored = await ctx.store.put(bytes)
  const named = { ...stored, mediaType }
  await ctx.db.transaction(async (tx) => {
    await hold(tx, ctx.store, stored.sha256)
    await link(tx, projectId, [named])
    await tx
      .insert(artifactPaths)
      .values({ projectId, path, ...named })
      .onConflictDoUpdate({ target: [artifactPaths.projectId, artifactPaths.path], set: named })
    await wordsAreDue(tx, ...runsOf([path]))
  })
  return stored
}
