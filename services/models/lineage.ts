import { and, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { pipelines, revisions, runs } from '#db/schema.ts'
import type { Step } from '#pipeline/compile.ts'

export interface Lineage {
  runId: string
  pipeline: { slug: string; name: string }
  revision: number
  /** The step that registered it, and those it came from, in the order in which they ran. */
  steps: { node: string; kind: string; title: string; inputs: string[] }[]
  /** Every file that went into it, as it was then. */
  files: { name: string; version: number | null; sha256: string; node: string }[]
}

/** Where the outputs of a step came from, back to the files; null where the run is gone. */
export async function lineage(
  q: Queryable,
  projectId: string,
  { runId, node }: { runId: string; node: string },
): Promise<Lineage | null> {
  const [run] = await q
    .select({ plan: runs.plan, slug: pipelines.slug, name: pipelines.name, revision: revisions.number })
    .from(runs)
    .innerJoin(pipelines, eq(pipelines.id, runs.pipelineId))
    .innerJoin(revisions, eq(revisions.id, runs.revisionId))
    .where(and(eq(runs.projectId, projectId), eq(runs.id, runId)))
  if (!run) return null
  const steps = ancestorsOf(run.plan.steps, node)
  return {
    runId,
    pipeline: { slug: run.slug, name: run.name },
    revision: run.revision,
    steps: steps.map(({ node, kind, title, inputs }) => ({
      node,
      kind,
      title,
      inputs: [...new Set(Object.values(inputs).map((from) => from.node))],
    })),
    files: steps.flatMap((step) =>
      Object.values(step.files).map(({ name, version = null, sha256 }) => ({ name, version, sha256, node: step.node })),
    ),
  }
}

/** A step and those it came from, in the order in which they ran. */
export function ancestorsOf(steps: readonly Step[], node: string): Step[] {
  const wanted = new Set([node])
  const found = [...steps].reverse().filter((step) => {
    if (!wanted.has(step.node)) return false
    for (const from of Object.values(step.inputs)) wanted.add(from.node)
    return true
  })
  return found.reverse()
}
