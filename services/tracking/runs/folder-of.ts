import { eq, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { experiments, trackedRuns } from '#db/schema.ts'
import { folderOf } from '../artifacts/forget.ts'
import { plainId } from './find.ts'

/** Where the files of a run lie in our own store: a run that moves takes its experiment's place along. */
export async function runFolder(q: Queryable, id: string): Promise<string | undefined> {
  const [run] = await q
    .select({
      number: experiments.number,
      root: sql<string | null>`coalesce(${trackedRuns.artifactRoot}, ${experiments.artifactLocation})`,
    })
    .from(trackedRuns)
    .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
    .where(eq(trackedRuns.id, id))
  return run && `${folderOf(run.root ?? '') ?? run.number}/${plainId(id)}/artifacts`
}
