import { Readable } from 'node:stream'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { artifactPaths, experiments, runTags, trackedRuns } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import { hold } from '../../artifacts/hold.ts'
import { link } from '../../artifacts/link.ts'
import type { Context } from '../../context.ts'
import { notifySeldom } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { wordsAreDue } from '../../search/words-are-due.ts'
import { runId } from '../fields.ts'
import { notActive } from '../runs/find.ts'
import { folderOf } from './folder-of.ts'
import { graded } from './report.ts'

export const recordGradeInput = z.object({ id: runId, told: graded })

export const gradeTag = 'espalier.grade'
export const gradeFile = 'reproducibility.json'

/** What came of running a pushed notebook again; the newest counts. Faults: NOT_FOUND where nothing of this id was pushed. */
export async function recordGrade(ctx: Context, input: z.input<typeof recordGradeInput>): Promise<{ grade: string }> {
  authorize(ctx, 'tracking', 'write')
  const { id, told } = parse(recordGradeInput, input)
  const { projectId } = ctx.actor
  const [run] = await ctx.db
    .select({ deletedAt: trackedRuns.deletedAt, experiment: experiments })
    .from(trackedRuns)
    .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
    .where(and(eq(trackedRuns.projectId, projectId), eq(trackedRuns.id, id)))
  if (!run) throw new Fault('NOT_FOUND', `nothing of this id was pushed: ${id}`, { hint: 'push the notebook first' })
  if (run.deletedAt) throw notActive(id)
  const stored = await ctx.store.put(Readable.from([JSON.stringify(told, null, 1)]))
  const named = { ...stored, mediaType: 'application/json' }
  await ctx.db.transaction(async (tx) => {
    await hold(tx, ctx.store, stored.sha256)
    await link(tx, projectId, [named])
    await tx
      .insert(artifactPaths)
      .values({ projectId, path: `${folderOf(run.experiment, id)}/${gradeFile}`, ...named })
      .onConflictDoUpdate({ target: [artifactPaths.projectId, artifactPaths.path], set: named })
    await tx
      .insert(runTags)
      .values({ runId: id, key: gradeTag, value: told.grade })
      .onConflictDoUpdate({ target: [runTags.runId, runTags.key], set: { value: told.grade } })
    await wordsAreDue(tx, id)
    await notifySeldom(tx, { project: projectId, topic: 'tracked-run', run: id })
    await notifySeldom(tx, { project: projectId, topic: 'experiment', id: run.experiment.id })
  })
  return { grade: told.grade }
}
