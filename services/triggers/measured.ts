import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { stepMetrics, steps } from '#db/schema.ts'
import type { Values } from './condition.ts'

/**
 * What the steps of a run measured: the last of each series, and the figures of their reports, by name; with the name of
 * the node before it as well, because two may measure under the same.
 */
export async function measuredBy(q: Queryable, runId: string): Promise<Values> {
  const series = await q
    .select({ node: stepMetrics.node, name: stepMetrics.name, value: stepMetrics.value })
    .from(stepMetrics)
    .where(eq(stepMetrics.runId, runId))
    .orderBy(asc(stepMetrics.index))
  const made = await q
    .select({ node: steps.node, outputs: steps.outputs })
    .from(steps)
    .where(and(eq(steps.runId, runId), isNotNull(steps.outputs)))
  const figures = made.flatMap(({ node, outputs }) =>
    Object.values(outputs ?? {}).flatMap((value) =>
      value.type === 'report' ? Object.entries(value.metrics).map(([name, value]) => ({ node, name, value })) : [],
    ),
  )
  const all = [...series, ...figures]
  return Object.fromEntries([
    ...all.map(({ node, name, value }) => [`${node}.${name}`, value]),
    ...all.map(({ name, value }) => [name, value]),
  ])
}
