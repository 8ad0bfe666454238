import { and, asc, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { runParams, runs, trackedRuns } from '#db/schema.ts'
import type { Step } from '#pipeline/compile.ts'
import { groupOf } from '#pipeline/define-node.ts'
import { ancestorsOf } from './lineage.ts'

export interface Param {
  name: string
  value: string
}

interface Made {
  runId: string | null
  node: string | null
  trackedRunId: string | null
}

/** What a version was trained with: the settings of every step before it, or what its run logged. */
export async function paramsOf(
  q: Queryable,
  projectId: string,
  { runId, node, trackedRunId }: Made,
): Promise<{ all: Param[]; training: Param[] }> {
  if (runId && node) {
    const [run] = await q
      .select({ plan: runs.plan })
      .from(runs)
      .where(and(eq(runs.projectId, projectId), eq(runs.id, runId)))
    const steps = run ? ancestorsOf(run.plan.steps, node).filter((step) => !step.effect) : []
    return {
      all: steps.flatMap(settings),
      training: steps.filter(({ kind }) => groupOf(kind) === 'training').flatMap(settings),
    }
  }
  if (!trackedRunId || !/^[0-9a-f]{32}$/i.test(trackedRunId.replaceAll('-', ''))) return { all: [], training: [] }
  const logged = await q
    .select({ name: runParams.key, value: runParams.value })
    .from(runParams)
    .innerJoin(trackedRuns, eq(trackedRuns.id, runParams.runId))
    .where(and(eq(trackedRuns.projectId, projectId), eq(runParams.runId, trackedRunId)))
    .orderBy(asc(runParams.key))
  return { all: logged, training: logged }
}

const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0

const settings = ({ node, params }: Step): Param[] =>
  Object.entries(params)
    .filter(([, value]) => value !== null && value !== undefined && value !== '' && !isEmpty(value))
    .map(([name, value]) => ({
      name: `${node}.${name}`,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    }))
