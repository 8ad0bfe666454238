import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { wish } from '../outbox/wish.ts'
import { parse } from '../parse.ts'
import { insertRun } from './insert.ts'
import { prepare, runWish } from './prepare.ts'

export const startInput = runWish.extend({
  /** Chosen by a caller who may repeat the call: the same id is the same run. */
  id: z.uuid().optional(),
})

export interface StartedRun {
  id: string
  pipelineId: string
  slug: string
  revision: number
}

/**
 * Once this returns, the run reaches exactly one end: the run, its steps and the wish to start it are one transaction.
 * Faults: NOT_FOUND; INVALID_GRAPH, INVALID_INPUT at the node that cannot run.
 */
export async function start(ctx: Context, input: z.input<typeof startInput>): Promise<StartedRun> {
  authorize(ctx, 'run', 'start')
  const { id = randomUUID(), ...wanted } = parse(startInput, input)
  const prepared = await prepare(ctx, wanted)
  const { pipelineId, slug, revision } = prepared
  await ctx.db.transaction(async (tx) => {
    if (!(await insertRun(tx, ctx.actor, { id, prepared, overrides: wanted.overrides }))) return
    await wish(tx, { kind: 'start-run', runId: id })
    await append(tx, ctx.actor, { action: 'start', resource: 'run', resourceId: id, detail: { slug, revision } })
  })
  return { id, pipelineId, slug, revision }
}
