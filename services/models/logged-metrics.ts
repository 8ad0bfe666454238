import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { latestMetrics, trackedRuns } from '#db/schema.ts'
import { plainId } from '../tracking/runs/find.ts'

const isId = (text: string | null): text is string => /^[0-9a-f]{32}$/i.test(plainId(text ?? ''))

/** What the runs that clients named measured last, by the run's plain id. */
async function loggedMetrics(
  q: Queryable,
  projectId: string,
  runs: readonly (string | null)[],
): Promise<Map<string, Record<string, number>>> {
  const ids = runs.filter(isId)
  if (ids.length === 0) return new Map()
  const rows = await q
    .select({ run: latestMetrics.runId, key: latestMetrics.key, value: latestMetrics.value })
    .from(latestMetrics)
    .innerJoin(trackedRuns, eq(trackedRuns.id, latestMetrics.runId))
    .where(and(eq(trackedRuns.projectId, projectId), inArray(latestMetrics.runId, ids)))
  const found = new Map<string, Record<string, number>>()
  for (const { run, key, value } of rows) {
    if (!Number.isFinite(value)) continue
    const id = plainId(run)
    found.set(id, { ...found.get(id), [key]: value })
  }
  return found
}

interface Measured {
  metrics: Record<string, number> | null
  trackedRunId: string | null
}

/** By version's id: its own figures, else those that its run logged. A file that passes the gate brings none of its own. */
export async function metricsOf(
  q: Queryable,
  projectId: string,
  versions: readonly (Measured & { id: string })[],
): Promise<Map<string, Record<string, number>>> {
  const own = ({ metrics }: Measured) => metrics !== null && Object.keys(metrics).length > 0
  const runs = versions.map((one) => (own(one) ? null : one.trackedRunId))
  const logged = await loggedMetrics(q, projectId, runs)
  return new Map(
    versions.map((one) => [
      one.id,
      own(one) ? (one.metrics ?? {}) : (logged.get(plainId(one.trackedRunId ?? '').toLowerCase()) ?? {}),
    ]),
  )
}
