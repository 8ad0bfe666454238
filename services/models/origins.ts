import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { experiments, pipelines, revisions, runs, trackedRuns } from '#db/schema.ts'
import { plainId } from '../tracking/runs/find.ts'

/** Where a version was made. */
export type Origin =
  | { kind: 'pipeline'; run: string; slug: string; name: string; revision: number; node: string | null }
  | { kind: 'run'; run: string; name: string; experiment: { number: number; name: string } }

export interface Made {
  id: string
  runId: string | null
  node: string | null
  trackedRunId: string | null
}

/** By version; what a client told and nobody has is left out. */
export async function originsOf(
  q: Queryable,
  projectId: string,
  versions: readonly Made[],
): Promise<Map<string, Origin>> {
  const ofPipelines = versions.flatMap(({ runId }) => runId ?? [])
  const ofClients = versions.flatMap(({ trackedRunId }) => (isId(trackedRunId) ? [trackedRunId] : []))
  const [made, logged] = await Promise.all([
    ofPipelines.length === 0
      ? []
      : q
          .select({ run: runs.id, slug: pipelines.slug, name: pipelines.name, revision: revisions.number })
          .from(runs)
          .innerJoin(pipelines, eq(pipelines.id, runs.pipelineId))
          .innerJoin(revisions, eq(revisions.id, runs.revisionId))
          .where(and(eq(runs.projectId, projectId), inArray(runs.id, ofPipelines))),
    ofClients.length === 0
      ? []
      : q
          .select({
            run: trackedRuns.id,
            name: trackedRuns.name,
            experiment: { number: experiments.number, name: experiments.name },
          })
          .from(trackedRuns)
          .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
          .where(and(eq(trackedRuns.projectId, projectId), inArray(trackedRuns.id, ofClients))),
  ])
  return new Map(
    versions.flatMap(({ id, runId, node, trackedRunId }): [string, Origin][] => {
      const pipeline = made.find(({ run }) => run === runId)
      if (pipeline) return [[id, { kind: 'pipeline', ...pipeline, node }]]
      const run = logged.find((one) => trackedRunId && plainId(one.run) === plainId(trackedRunId))
      return run ? [[id, { kind: 'run', ...run }]] : []
    }),
  )
}

const isId = (text: string | null): text is string => /^[0-9a-f]{32}$/i.test(text?.replaceAll('-', '') ?? '')
