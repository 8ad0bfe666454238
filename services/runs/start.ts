import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { outbox, runFiles, runs, steps } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { filesOf } from './files-of.ts'
import { find } from './find.ts'
import { prepare, wish } from './prepare.ts'
import { trackStart } from './track.ts'

export const startInput = wish.extend({
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
  const { pipelineId, slug, revisionId, revision, plan } = await prepare(ctx, wanted)
  const { projectId, userId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const inserted = await tx
      .insert(runs)
      .values({ id, projectId, pipelineId, revisionId, overrides: wanted.overrides, plan, startedBy: userId })
      .onConflictDoNothing()
      .returning({ id: runs.id })
    if (inserted.length === 0) {
      const former = await find(tx, projectId, id)
      if (former.pipelineId !== pipelineId) throw new Fault('CONFLICT', `a run of another pipeline has this id: ${id}`)
      return
    }
    if (plan.steps.length > 0)
      await tx.insert(steps).values(plan.steps.map(({ node, key, effect }) => ({ runId: id, node, key, effect })))
    const read = filesOf(plan).map((file) => ({ ...file, runId: id, projectId }))
    if (read.length > 0) await tx.insert(runFiles).values(read)
    await trackStart(tx, ctx.actor, { id, slug, revision })
    await tx.insert(outbox).values({ kind: 'start-run', runId: id })
    await tx.execute(sql`select pg_notify('outbox', ${id})`)
    await notify(tx, { project: projectId, topic: 'run', run: id })
    await append(tx, ctx.actor, { action: 'start', resource: 'run', resourceId: id, detail: { slug, revision } })
  })
  return { id, pipelineId, slug, revision }
}
