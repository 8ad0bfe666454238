import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { fileRef, findFile } from '../files/find.ts'
import { parse } from '../parse.ts'
import { type Cell, cellsOf } from '../tracking/artifacts/notebook.ts'

export const readInput = fileRef

/** A stored notebook as it was uploaded. Faults: NOT_FOUND, INVALID_INPUT. */
export async function read(ctx: Context, input: z.input<typeof readInput>): Promise<{ cells: Cell[] }> {
  authorize(ctx, 'file', 'read')
  const { name, sha256 } = await findFile(ctx.db, ctx.actor.projectId, parse(readInput, input))
  const cells = cellsOf(await readFile(await ctx.store.path(sha256)))
  if (!cells) throw new Fault('INVALID_INPUT', `not a notebook: ${name}`)
  return { cells }
}
