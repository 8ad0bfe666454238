import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { artifactPaths } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { hold } from '../artifacts/hold.ts'
import { link } from '../artifacts/link.ts'
import type { Context } from '../context.ts'
import { notifySeldom } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { trainingId } from '../runs/track-training.ts'
import { wordsAreDue } from '../search/words-are-due.ts'
import { mediaTypeOf } from '../tracking/artifacts/media-type.ts'
import { artifactPath } from '../tracking/artifacts/path.ts'
import { runFolder } from '../tracking/runs/find.ts'
import { fence, lockStep } from './fence.ts'

export const keepInput = z.object({
  runId: z.uuid(),
  node: z.string(),
  token: z.uuid(),
  name: artifactPath,
  /** Of a file on this machine, which is copied. */
  path: z.string(),
})

/** A file of a step as one of the step's own run, in the place of what had its name. Nothing for a step that has none. Faults: CONFLICT as in `finish`. */
export async function keep(ctx: Context, input: z.input<typeof keepInput>): Promise<void> {
  authorize(ctx, 'run', 'work')
  const { runId, node, token, name, path } = parse(keepInput, input)
  const { projectId } = ctx.actor
  const id = trainingId(runId, node)
  const folder = await runFolder(ctx.db, id)
  if (!folder) return
  const stored = await ctx.store.put(createReadStream(path))
  const named = { ...stored, mediaType: mediaTypeOf(name) }
  await ctx.db.transaction(async (tx) => {
    fence(await lockStep(tx, projectId, runId, node), token, node)
    await hold(tx, ctx.store, stored.sha256)
    await link(tx, projectId, [named])
    await tx
      .insert(artifactPaths)
      .values({ projectId, path: `${folder}/${name}`, ...named })
      .onConflictDoUpdate({ target: [artifactPaths.projectId, artifactPaths.path], set: named })
    await wordsAreDue(tx, id)
    await notifySeldom(tx, { project: projectId, topic: 'tracked-run', run: id })
  })
}
