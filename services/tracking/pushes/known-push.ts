import { eq } from 'drizzle-orm'
import { experiments, projects, runTags, trackedRuns } from '#db/schema.ts'
import { Fault, type FaultData } from '#pipeline/fault.ts'
import type { Context } from '../../context.ts'
import { made } from '../runs/made.ts'
import { liveTag, pushTag, type Received, refusedTag, versionTag } from './received.ts'

/** A run of this id that was pushed, or is told of while it goes on. Faults: CONFLICT where the id is of something else. */
export async function findPushed(ctx: Context, id: string) {
  const [run] = await ctx.db
    .select({
      name: trackedRuns.name,
      projectId: trackedRuns.projectId,
      experiment: { number: experiments.number, name: experiments.name },
      slug: projects.slug,
    })
    .from(trackedRuns)
    .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
    .innerJoin(projects, eq(projects.id, trackedRuns.projectId))
    .where(eq(trackedRuns.id, id))
  if (!run) return undefined
  const tags = new Map(
    (await ctx.db.select().from(runTags).where(eq(runTags.runId, id))).map(({ key, value }) => [key, value]),
  )
  if (run.projectId !== ctx.actor.projectId || !(tags.has(pushTag) || tags.has(liveTag)))
    throw new Fault('CONFLICT', `this id is of another run: ${id}`, { hint: 'push again, under a new id' })
  return { ...run, tags }
}

/** What an earlier push of this id came to. Faults: CONFLICT where the id is of something else. */
export async function knownPush(ctx: Context, id: string): Promise<Received | undefined> {
  const run = await findPushed(ctx, id)
  if (!run?.tags.has(pushTag)) return undefined
  const { tags } = run
  const { versions } = await made(ctx, { id })
  const [version] = versions
  const told = tags.get(versionTag)?.split('/')
  return {
    id,
    name: run.name,
    experiment: run.experiment,
    path: `/${run.slug}/experiments/${run.experiment.number}/runs/${id}`,
    already: true,
    version: version
      ? { model: version.model, number: version.number, already: false }
      : told?.[0] && told[1]
        ? { model: told[0], number: Number(told[1]), already: true }
        : null,
    refused: readRefusal(tags.get(refusedTag)),
  }
}

export const readRefusal = (told: string | undefined): FaultData | null => {
  if (told === undefined) return null
  try {
    return JSON.parse(told) as FaultData
  } catch {
    return { code: 'BAD_DATA', message: told }
  }
}
