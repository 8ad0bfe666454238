import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { stepLogs, stepMetrics, steps } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { measureTraining } from '../runs/track-training.ts'
import { fence, lockStep } from './fence.ts'

const longestText = 512 * 1024

export const line = z.object({ stream: z.enum(['stdout', 'stderr', 'system']), text: z.string() })

export const reportInput = z.object({
  runId: z.uuid(),
  node: z.string(),
  token: z.uuid(),
  progress: z.object({ share: z.number().min(0).max(1), message: z.string().max(500).optional() }).optional(),
  logs: z.array(line).default([]),
  metrics: z.array(z.object({ name: z.string().max(200), index: z.number().int(), value: z.number() })).default([]),
})
export type ReportStep = z.output<typeof reportInput>

/** What a running attempt has to say: how far it is, what it printed, what it measured. Faults: CONFLICT as in `finish`. */
export async function report(ctx: Context, input: z.input<typeof reportInput>): Promise<void> {
  authorize(ctx, 'run', 'work')
  const { runId, node, token, progress, logs, metrics } = parse(reportInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const step = await lockStep(tx, projectId, runId, node)
    fence(step, token, node)
    const { attempt } = step
    const newest = new Map(metrics.map((metric) => [`${metric.name} ${metric.index}`, metric]))
    if (progress)
      await tx
        .update(steps)
        .set({ progress: progress.share, ...(progress.message !== undefined && { message: progress.message }) })
        .where(and(eq(steps.runId, runId), eq(steps.node, node)))
    if (logs.length > 0)
      await tx
        .insert(stepLogs)
        .values(logs.map(({ stream, text }) => ({ runId, node, attempt, stream, text: storable(text) })))
    if (newest.size > 0) {
      await tx
        .insert(stepMetrics)
        .values([...newest.values()].map((metric) => ({ ...metric, runId, node })))
        .onConflictDoUpdate({
          target: [stepMetrics.runId, stepMetrics.node, stepMetrics.name, stepMetrics.index],
          set: { value: sql`excluded.value` },
        })
      await measureTraining(tx, { runId, node }, [...newest.values()])
    }
    await notify(tx, { project: projectId, topic: 'run', run: runId, node })
  })
}

/** Postgres text holds no NUL. */
export const storable = (text: string): string => text.slice(0, longestText).replaceAll('\0', '\ufffd')
