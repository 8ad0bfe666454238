import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { experiments, loggedModels, modelVersions, projects, trackedRuns } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import { removeBytes } from '../../artifacts/release.ts'
import { append } from '../../audit/append.ts'
import type { Context } from '../../context.ts'
import { notify } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { folderOf, forget } from '../artifacts/forget.ts'
import { experimentNumber } from '../fields.ts'
import { destroyRuns } from '../runs/destroy-runs.ts'
import { find } from './find.ts'

export const destroyInput = z.object({ number: experimentNumber, name: z.string() })

/**
 * An experiment in the trash, for good, with its runs and their files; its name says that it is meant. Faults: NOT_FOUND;
 * CONFLICT for one that is not in the trash, or whose models are registered; INVALID_INPUT for another name.
 */
export async function destroy(ctx: Context, input: z.input<typeof destroyInput>): Promise<void> {
  authorize(ctx, 'tracking', 'destroy')
  const { number, name } = parse(destroyInput, input)
  const { projectId } = ctx.actor
  const unseen = await ctx.db.transaction(async (tx) => {
    const { id, artifactLocation, ...experiment } = await find(tx, projectId, number)
    if (experiment.name !== name) throw new Fault('INVALID_INPUT', `not the name of experiment ${number}: ${name}`)
    if (!experiment.deletedAt)
      throw new Fault('CONFLICT', `the experiment is not in the trash: ${name}`, { hint: 'move it to the trash first' })
    const inside = eq(trackedRuns.experimentId, id)
    await tx
      .update(trackedRuns)
      .set({ deletedAt: new Date() })
      .where(and(inside, isNull(trackedRuns.deletedAt)))
    const runs = await tx.select({ id: trackedRuns.id }).from(trackedRuns).where(inside)
    const bytes = await destroyRuns(
      tx,
      projectId,
      runs.map((run) => run.id),
    )
    const logged = await tx
      .select({ id: loggedModels.id, root: loggedModels.artifactRoot, version: modelVersions.id })
      .from(loggedModels)
      .leftJoin(modelVersions, and(eq(modelVersions.loggedModelId, loggedModels.id), isNull(modelVersions.deletedAt)))
      .where(eq(loggedModels.experimentId, id))
    const registered = logged.find(({ version }) => version)
    if (registered)
      throw new Fault('CONFLICT', `a registered version rests on a model of the experiment: ${registered.id}`, {
        hint: 'delete that version first, or keep the experiment in the trash',
      })
    await tx.delete(experiments).where(eq(experiments.id, id))
    await tx
      .update(projects)
      .set({ goneExperiment: sql`greatest(${projects.goneExperiment}, ${number})` })
      .where(eq(projects.id, projectId))
    const folders = logged.flatMap((model) => {
      const root = folderOf(model.root ?? artifactLocation ?? `mlflow-artifacts:/${number}`)
      return root === undefined ? [] : [`${root}/models/${model.id}`]
    })
    const rest = await forget(tx, projectId, folders)
    await notify(tx, { project: projectId, topic: 'experiment' })
    const detail = { name, number, runs: runs.length }
    await append(tx, ctx.actor, { action: 'destroy', resource: 'experiment', resourceId: id, detail })
    return [...bytes, ...rest]
  })
  await removeBytes(ctx, unseen)
}
