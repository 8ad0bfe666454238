import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { stepMetrics, steps } from '#db/schema.ts'
import type { Values } from './condition.ts'

/** What the steps of a run measured: the last of each series, and the figures of their reports, by name. */
export async function measuredBy(q: Queryable, runId: string): Promise<Values> {
  const series = await q
    .select({ name: stepMetrics.name, value: stepMetrics.value })
    .from(stepMetrics)
    .where(eq(stepMetrics.runId, runId))
    .orderBy(asc(stepMetrics.index))
  const made = await q
    .select({ outputs: steps.outputs })
    .from(steps)
    .where(and(eq(steps.runId, runId), isNotNull(steps.outputs)))
  const figures = made.flatMap(({ outputs }) =>
    Object.values(outputs ?? {}).flatMap((value) => (value.type === 'report' ? Object.entries(value.metrics) : [])),
  )
  return Object.fromEntries([...series.map(({ name, value }) => [name, value] as const), ...figures])
}
