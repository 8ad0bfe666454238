import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { latestMetrics, metricPoints, steps } from '#db/schema.ts'
import type { Step } from '#pipeline/compile.ts'
import { groupOf } from '#pipeline/define-node.ts'

/** What was measured on rows held back are metrics of the run, so that it is found and compared by them; what several measured, by node. */
export async function trackEvaluations(tx: Queryable, runId: string, plan: readonly Step[]): Promise<void> {
  const nodes = plan.filter(({ kind }) => groupOf(kind) === 'validation').map(({ node }) => node)
  if (nodes.length === 0) return
  const found = await tx
    .select({ node: steps.node, outputs: steps.outputs })
    .from(steps)
    .where(and(eq(steps.runId, runId), inArray(steps.node, nodes)))
  const measured = found.flatMap(({ node, outputs }) =>
    Object.values(outputs ?? {})
      .flatMap((value) => (value.type === 'report' ? Object.entries(value.metrics) : []))
      .map(([key, value]) => ({ node, key, value })),
  )
  if (measured.length === 0) return
  const isShared = (name: string) => measured.filter(({ key }) => key === name).length > 1
  const at = Date.now()
  const rows = measured.map(({ node, key, value }) => ({
    ...{ runId, value, step: 0, at },
    key: isShared(key) ? `${node}.${key}` : key,
  }))
  await tx.insert(metricPoints).values(rows).onConflictDoNothing()
  await tx.insert(latestMetrics).values(rows).onConflictDoNothing()
}
