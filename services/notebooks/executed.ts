import { readFile } from 'node:fs/promises'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { experiments, runs, steps, trackedRuns } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { find } from '../runs/find.ts'
import { trainingId } from '../runs/track-training.ts'
import { type Cell, cellsOf } from '../tracking/artifacts/notebook.ts'
import { open } from '../tracking/artifacts/open.ts'
import { runId as anyRunId } from '../tracking/fields.ts'
import { runFolder } from '../tracking/runs/find.ts'
import { findRecord } from './find-record.ts'

export const executedInput = z.object({ runId: anyRunId, node: z.string() })

export interface Executed {
  name: string
  experiment: string
  /** Of the notebook itself, in that experiment. */
  run: string
  /** Of the artifact, once it is kept. */
  path: string | null
  /** Null while there is nothing to see. */
  cells: Cell[] | null
}

/** The executed notebook of a step: as it stands while the step goes on, as it is kept afterwards. Faults: NOT_FOUND. */
export async function executed(ctx: Context, input: z.input<typeof executedInput>): Promise<Executed> {
  authorize(ctx, 'run', 'read')
  const { runId, node } = parse(executedInput, input)
  const { projectId } = ctx.actor
  const { plan } = await find(ctx.db, projectId, runId)
  const name = plan.steps.find((step) => step.node === node)?.files.notebook?.name
  const [step] = await ctx.db
    .select({ status: steps.status, reusedFrom: steps.reusedFrom })
    .from(steps)
    .innerJoin(runs, eq(runs.id, steps.runId))
    .where(and(eq(runs.projectId, projectId), eq(steps.runId, runId), eq(steps.node, node)))
  if (!name || !step) throw new Fault('NOT_FOUND', `no notebook was run here: ${node}`, { at: { node } })
  if (step.reusedFrom) {
    const former = await find(ctx.db, projectId, step.reusedFrom)
    const same = former.plan.steps.find((one) => one.key === keyOf(plan, node))
    if (same) return await executed(ctx, { runId: step.reusedFrom, node: same.node })
  }
  const run = trainingId(runId, node)
  const [experiment] = await ctx.db
    .select({ name: experiments.name })
    .from(trackedRuns)
    .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
    .where(eq(trackedRuns.id, run))
  const shown = { name, run, experiment: experiment?.name ?? '' }
  const live = step.status === 'running' ? await findRecord(ctx, { runId, node, name }) : undefined
  if (live) return { ...shown, path: null, cells: cellsOf(live) ?? null }
  const path = `${await runFolder(ctx.db, run)}/${name}`
  const kept = await open(ctx, { path }).catch((thrown: unknown) => {
    if (thrown instanceof Fault && thrown.code === 'NOT_FOUND') return undefined
    throw thrown
  })
  if (!kept) return { ...shown, path: null, cells: null }
  return { ...shown, path, cells: cellsOf(await readFile(kept.path)) ?? null }
}

const keyOf = (plan: { steps: { node: string; key: string }[] }, node: string) =>
  plan.steps.find((step) => step.node === node)?.key
