import { z } from 'zod'
import { authorize } from '../../access/authorize.ts'
import { removeBytes } from '../../artifacts/release.ts'
import { append } from '../../audit/append.ts'
import type { Context } from '../../context.ts'
import { notify } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { runId } from '../fields.ts'
import { destroyRuns } from './destroy-runs.ts'
import { plainId } from './find.ts'

export const destroyInput = z.object({ ids: z.array(runId).min(1).max(1000) })

/**
 * Runs in the trash, for good: parameters, metrics, files, and the models they logged that nobody registered.
 * Faults: NOT_FOUND; CONFLICT for one that is not in the trash.
 */
export async function destroy(ctx: Context, input: z.input<typeof destroyInput>): Promise<void> {
  authorize(ctx, 'tracking', 'destroy')
  const { ids } = parse(destroyInput, input)
  const { projectId } = ctx.actor
  const unseen = await ctx.db.transaction(async (tx) => {
    const bytes = await destroyRuns(tx, projectId, [...new Set(ids)])
    await notify(tx, { project: projectId, topic: 'experiment' })
    const detail = { runs: ids.map(plainId) }
    await append(tx, ctx.actor, { action: 'destroy', resource: 'tracked-run', resourceId: ids[0] ?? '', detail })
    return bytes
  })
  await removeBytes(ctx, unseen)
}
