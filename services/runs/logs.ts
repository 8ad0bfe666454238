import { and, asc, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { stepLogs } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { runId } from '../tracking/fields.ts'
import { find } from './find.ts'

export const logsInput = z.object({
  id: runId,
  node: z.string().optional(),
  /** `id` of the last entry known. */
  after: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(2000).default(500),
})

export interface LogEntry {
  id: number
  node: string
  attempt: number
  stream: 'stdout' | 'stderr' | 'system'
  text: string
  at: Date
}

/** What the steps of a run (or one of them) printed, oldest first. Faults: NOT_FOUND. */
export async function logs(ctx: Context, input: z.input<typeof logsInput>): Promise<LogEntry[]> {
  authorize(ctx, 'run', 'read')
  const { id, node, after, limit } = parse(logsInput, input)
  await find(ctx.db, ctx.actor.projectId, id)
  return await ctx.db
    .select({
      id: stepLogs.id,
      node: stepLogs.node,
      attempt: stepLogs.attempt,
      stream: stepLogs.stream,
      text: stepLogs.text,
      at: stepLogs.at,
    })
    .from(stepLogs)
    .where(
      and(eq(stepLogs.runId, id), gt(stepLogs.id, after), node === undefined ? undefined : eq(stepLogs.node, node)),
    )
    .orderBy(asc(stepLogs.id))
    .limit(limit)
}
