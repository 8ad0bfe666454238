import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { experiments, loggedModels, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import { append } from '../../audit/append.ts'
import type { Context } from '../../context.ts'
import { notifySeldom } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { demandActive, find } from '../experiments/find.ts'
import { experimentNumber, runId } from '../fields.ts'
import { noSuchRun } from './find.ts'

export const moveInput = z.object({ ids: z.array(runId).min(1).max(1000), to: experimentNumber })

export interface Moved {
  moved: number
  /** The runs that were named, by the number of the experiment they were in. */
  from: { experiment: number; ids: string[] }[]
}

/**
 * Runs, with those beneath them and the models they logged, to another experiment. Their files stay where they are, so whoever
 * has an address of one finds it. Tells how many moved, and whence. Faults: NOT_FOUND; INVALID_INPUT for an experiment in the trash.
 */
export async function move(ctx: Context, input: z.input<typeof moveInput>): Promise<Moved> {
  authorize(ctx, 'tracking', 'write')
  const { ids, to } = parse(moveInput, input)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const target = await find(tx, projectId, to)
    demandActive(target)
    const moving = await withBeneath(tx, projectId, ids)
    const missing = ids.find((id) => !moving.has(id))
    if (missing) throw noSuchRun(missing)
    const given = sql`any(${sql.param([...moving.keys()])}::uuid[])`
    const root = sql`artifact_root = coalesce(m.artifact_root, e.artifact_location, 'mlflow-artifacts:/' || e.number)`
    const elsewhere = sql`from ${experiments} e where e.id = m.experiment_id and m.project_id = ${projectId}
      and e.id <> ${target.id}`
    const moved = await tx.execute(
      sql`update ${trackedRuns} m set experiment_id = ${target.id}, ${root} ${elsewhere} and m.id = ${given}`,
    )
    await tx.execute(
      sql`update ${loggedModels} m set experiment_id = ${target.id}, ${root} ${elsewhere} and m.source_run_id = ${given}`,
    )
    for (const id of new Set([target.id, ...[...moving.values()].map((one) => one.experiment)]))
      await notifySeldom(tx, { project: projectId, topic: 'experiment', id })
    const detail = { runs: moved.rowCount ?? 0, ids: ids.slice(0, 20), to: target.name }
    await append(tx, ctx.actor, { action: 'move', resource: 'experiment', resourceId: target.id, detail })
    const numbers = [...new Set(ids.map((id) => moving.get(id)?.number ?? 0))]
    const from = numbers.map((experiment) => ({
      experiment,
      ids: ids.filter((id) => moving.get(id)?.number === experiment),
    }))
    return { moved: moved.rowCount ?? 0, from }
  })
}

/** Runs and all beneath them, each with the experiment it is in. */
async function withBeneath(tx: Queryable, projectId: string, ids: readonly string[]) {
  const { rows } = await tx.execute<{ id: string; experiment: string; number: number }>(sql`
    with recursive tree as (
      select r.id, r.experiment_id from ${trackedRuns} r
      where r.project_id = ${projectId} and r.id = any(${sql.param([...ids])}::uuid[])
      union
      select r.id, r.experiment_id from ${trackedRuns} r join tree t on r.parent_id = t.id where r.project_id = ${projectId}
    ) select t.id, t.experiment_id as experiment, e.number from tree t join ${experiments} e on e.id = t.experiment_id`)
  return new Map(rows.map(({ id, ...where }) => [id, where]))
}
