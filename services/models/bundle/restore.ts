import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { gate } from '#engines/models/gate/gate.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import { append } from '../../audit/append.ts'
import type { Context } from '../../context.ts'
import { notify } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { registeredName } from '../find-registered.ts'
import { keepRows, rowsTold } from '../keep-rows.ts'
import { type RestoredAlias, restoreAliases } from './aliases.ts'
import { holdModel, holdPlace } from './place.ts'
import { putBack } from './put-back.ts'
import { readBundle } from './read.ts'

const largest = 64 * 2 ** 30

export const restoreInput = z.object({
  source: z.custom<Readable>(),
  /** The model to restore it into; the one it was of when absent. */
  as: registeredName.optional(),
  maxBytes: z.int().positive().max(largest).default(largest),
})

export interface Restored {
  name: string
  number: number
  versionId: string
  /** `unchanged`: it is there already, as it was. */
  outcome: 'restored' | 'unchanged'
  aliases: RestoredAlias[]
}

/**
 * Puts an archived version back under its number, bit for bit, here or on another platform; nothing of a bundle that is
 * wrong is kept. Faults: BAD_DATA, LIMIT; CONFLICT when the number is another version's.
 */
export async function restore(ctx: Context, input: z.input<typeof restoreInput>): Promise<Restored> {
  authorize(ctx, 'model', 'archive')
  const { source, as, maxBytes } = parse(restoreInput, input)
  const folder = join(ctx.work, `restore-${randomUUID()}`)
  await mkdir(folder)
  try {
    const bundle = await readBundle(source, { folder, maxBytes })
    const onnx = bundle.manifest.files.find(({ role }) => role === 'model')
    if (onnx) await gate({ root: ctx.root, path: bundle.paths.get(onnx.entry) ?? '', out: join(folder, 'gated.onnx') })
    const { version } = bundle.manifest
    const name = as ?? bundle.manifest.model.name
    const restored = await ctx.db.transaction(async (tx): Promise<Restored> => {
      const model = await holdModel(tx, ctx.actor, { ...bundle.manifest.model, name })
      const place = await holdPlace(tx, { model, name, bundle })
      const versionId = place.state === 'there' ? place.id : await putBack(tx, ctx, { model, place, bundle })
      const aliases = await restoreAliases(tx, ctx.actor, { modelId: model.id, name, version })
      const outcome = place.state === 'there' ? 'unchanged' : 'restored'
      await notify(tx, { project: ctx.actor.projectId, topic: 'model', id: model.id })
      const detail = { name, number: version.number, from: version.id, outcome }
      await append(tx, ctx.actor, { action: 'restore', resource: 'model', resourceId: versionId, detail })
      return { name, number: version.number, versionId, outcome, aliases }
    })
    const details = bundle.manifest.files.find(({ role }) => role === 'details')?.sha256
    if (details) await keepRows(ctx.db, restored.versionId, await rowsTold(ctx, details))
    return restored
  } catch (thrown) {
    throw thrown instanceof Fault && thrown.code === 'INVALID_INPUT'
      ? new Fault('BAD_DATA', `not an archive of a version: ${thrown.message}`, { cause: thrown })
      : thrown
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
