import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { authorize } from '../../access/authorize.ts'
import { append } from '../../audit/append.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { runId } from '../fields.ts'
import { type Admission, admitPushed } from './admit-pushed.ts'
import { keepRun } from './keep-run.ts'
import { keepVersion } from './keep-version.ts'
import { knownPush } from './known-push.ts'
import type { Received } from './received.ts'
import { unpack } from './unpack.ts'

const largest = 8 * 2 ** 30

export const receiveInput = z.object({
  /** Made by whoever pushes, and the run's id from then on: pushing twice is pushing once. */
  id: runId,
  source: z.custom<Readable>(),
  maxBytes: z.int().positive().max(largest).default(largest),
})

/**
 * A run that was made elsewhere, whole: figures, files, data and model are visible together or not at all.
 * Faults: BAD_DATA, LIMIT, INVALID_INPUT; CONFLICT for an id of something else.
 */
export async function receive(ctx: Context, input: z.input<typeof receiveInput>): Promise<Received> {
  authorize(ctx, 'tracking', 'write')
  const { id, source, maxBytes } = parse(receiveInput, input)
  const known = await knownPush(ctx, id)
  if (known) {
    source.resume()
    return known
  }
  const folder = join(ctx.work, `push-${randomUUID()}`)
  await mkdir(folder)
  try {
    const { pushed, paths } = await unpack(source, folder, maxBytes)
    const admission: Admission = pushed.model ? await admitPushed(ctx, pushed.model, paths) : {}
    const stored = new Map(
      await Promise.all([...paths].map(async ([path, place]) => [path, await ctx.store.adopt(place)] as const)),
    )
    await ctx.db.transaction(async (tx) => {
      if (!(await keepRun(tx, ctx, { id, pushed, stored, admission }))) return
      if (pushed.model && admission.model)
        await keepVersion(tx, ctx, { id, pushed: pushed.model, model: admission.model })
      await append(tx, ctx.actor, {
        action: 'push',
        resource: 'run',
        resourceId: id,
        detail: { name: pushed.name, files: stored.size },
      })
    })
    const made = await knownPush(ctx, id)
    if (!made) throw new Error(`no row: ${id}`)
    return { ...made, already: false, refused: admission.refused ?? null }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
