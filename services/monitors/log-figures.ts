import { sql } from 'drizzle-orm'
import { latestMetrics, metricPoints } from '#db/schema.ts'
import { driftMetric } from '#pipeline/ports/drift.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import { watchKindOf } from '#pipeline/ports/watch.ts'
import type { Context } from '../context.ts'
import { notifySeldom } from '../events/notify.ts'
import { wordsAreDue } from '../search/words-are-due.ts'

const [most, longest] = [500, 250]

/** What a report of monitoring found are metrics of the run: one run after another, they are a curve. */
export async function logFigures(
  { db, actor }: Context,
  { runId, outputs }: { runId: string; outputs: Record<string, PortValue> },
): Promise<void> {
  const found = Object.values(outputs).flatMap((value) => (value.type === 'report' ? figuresOf(value.metrics) : []))
  if (found.length === 0) return
  const at = Date.now()
  const rows = found.map(([key, value]) => ({ runId, key, value, step: 0, at }))
  await db.transaction(async (tx) => {
    await tx.insert(metricPoints).values(rows).onConflictDoNothing()
    await tx
      .insert(latestMetrics)
      .values(rows)
      .onConflictDoUpdate({
        target: [latestMetrics.runId, latestMetrics.key],
        set: { value: sql`excluded.value`, step: sql`excluded.step`, at: sql`excluded.at` },
      })
    await wordsAreDue(tx, runId)
    await notifySeldom(tx, { project: actor.projectId, topic: 'tracked-run', run: runId })
  })
}

/** Stable names alone, and of very many columns the first. */
function figuresOf(metrics: Record<string, number>): [string, number][] {
  if (!(driftMetric in metrics) && !watchKindOf(metrics)) return []
  return Object.entries(metrics)
    .filter(([key, value]) => /^[a-z]+\.\S/.test(key) && key.length <= longest && Number.isFinite(value))
    .slice(0, most)
}
