import { and, asc, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { datasetInputs, trackedRuns } from '#db/schema.ts'
import { type Lineage, lineage } from './lineage.ts'
import { type Made, type Origin, originsOf } from './origins.ts'

/** Where a version came from, whoever made it: its run, the steps before it, and all data that is known to have gone in. */
export interface VersionOrigin {
  run: Origin | null
  /** Steps and files of a pipeline that made it. */
  lineage: Lineage | null
  files: Lineage['files']
  /** Data of other programs, as its run logged it. */
  datasets: { name: string; digest: string; source: string }[]
  /** Null where there is a run. */
  whyNoRun: string | null
}

/** The one answer to where a version came from, for whatever shows or compares it. */
export async function originOf(q: Queryable, projectId: string, version: Made): Promise<VersionOrigin> {
  const { id, runId, node } = version
  const [origins, steps] = await Promise.all([
    originsOf(q, projectId, [version]),
    runId && node ? lineage(q, projectId, { runId, node }) : null,
  ])
  const run = origins.get(id) ?? null
  const datasets = run ? await datasetsOf(q, projectId, run.run) : []
  return { run, lineage: steps, files: steps?.files ?? [], datasets, whyNoRun: run ? null : whyNoRun(version) }
}

const datasetsOf = (q: Queryable, projectId: string, run: string): Promise<VersionOrigin['datasets']> =>
  q
    .select({ name: datasetInputs.name, digest: datasetInputs.digest, source: datasetInputs.source })
    .from(datasetInputs)
    .innerJoin(trackedRuns, eq(trackedRuns.id, datasetInputs.runId))
    .where(and(eq(trackedRuns.projectId, projectId), eq(datasetInputs.runId, run)))
    .orderBy(asc(datasetInputs.name), asc(datasetInputs.digest))

function whyNoRun({ runId, trackedRunId }: Made): string {
  if (runId) return 'the run that trained the version was deleted'
  return trackedRunId
    ? `the run that was named for the version is not here: ${trackedRunId}`
    : 'no run was named when the version was registered'
}
