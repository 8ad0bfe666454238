import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type RunStatus, runs, steps } from '#db/schema.ts'
import type { FaultData } from '#pipeline/fault.ts'
import { driftMetric } from '#pipeline/ports/drift.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import { type WatchKind, watchKindOf } from '#pipeline/ports/watch.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { findEndpoint } from '../endpoints/find.ts'
import { parse } from '../parse.ts'
import { pipelinesOf } from './pipelines-of.ts'

export const reportsInput = z.object({
  endpoint: z.string(),
  limit: z.number().int().min(1).max(200).default(30),
})

export interface MonitorRun {
  id: string
  at: Date
  pipeline: string
  status: RunStatus
  /** Why it did not end well; a gate that failed says by how much. */
  fault: FaultData | null
  reports: MonitorReport[]
}

export interface MonitorReport {
  node: string
  kind: 'drift' | WatchKind
  artifact: string
  /** The first of them, where they are very many. */
  metrics: Record<string, number>
}

export interface Monitors {
  pipelines: { slug: string; name: string }[]
  /** The newest first. */
  runs: MonitorRun[]
}

/** What watches an endpoint, and what it found. Faults: NOT_FOUND. */
export async function reports(ctx: Context, input: z.input<typeof reportsInput>): Promise<Monitors> {
  authorize(ctx, 'run', 'read')
  const { endpoint, limit } = parse(reportsInput, input)
  const { projectId } = ctx.actor
  await findEndpoint(ctx.db, projectId, endpoint)
  const watching = await pipelinesOf(ctx.db, ctx.catalogue, projectId, endpoint)
  const slugs = new Map(watching.map(({ id, slug }) => [id, slug]))
  const made = ctx.db
    .select({
      outputs: sql<
        { node: string; outputs: Record<string, PortValue> }[] | null
      >`json_agg(json_build_object('node', ${steps.node}, 'outputs', ${steps.outputs}))`.as('made_outputs'),
    })
    .from(steps)
    .where(
      and(
        eq(steps.runId, runs.id),
        sql`jsonb_path_exists(${steps.outputs}, ${`$.* ? (@.type == "report" && exists(@.metrics))`}::jsonpath)`,
      ),
    )
    .as('made')
  const rows = await ctx.db
    .select({
      ...{ id: runs.id, at: runs.createdAt, pipelineId: runs.pipelineId, status: runs.status, fault: runs.fault },
      outputs: made.outputs,
    })
    .from(runs)
    .leftJoinLateral(made, sql`true`)
    .where(
      and(
        eq(runs.projectId, projectId),
        inArray(
          runs.pipelineId,
          watching.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(desc(runs.createdAt))
    .limit(limit)
  return {
    pipelines: watching.map(({ slug, name }) => ({ slug, name })),
    runs: rows.map(({ pipelineId, outputs, ...run }) => ({
      ...run,
      pipeline: slugs.get(pipelineId) ?? pipelineId,
      reports: reportsIn(outputs ?? []),
    })),
  }
}

const mostMetrics = 200

function reportsIn(made: { node: string; outputs: Record<string, PortValue> }[]): MonitorReport[] {
  const found = made.flatMap(({ node, outputs }) =>
    Object.values(outputs).flatMap((value) => {
      if (value.type !== 'report') return []
      const kind = driftMetric in value.metrics ? ('drift' as const) : watchKindOf(value.metrics)
      const metrics = Object.fromEntries(Object.entries(value.metrics).slice(0, mostMetrics))
      return kind ? [{ node, kind, artifact: value.artifact, metrics }] : []
    }),
  )
  return found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

const order: MonitorReport['kind'][] = ['drift', 'performance', 'concept', 'quality', 'operational']
