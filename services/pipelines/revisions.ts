import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { revisions as table, users } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findPipeline, pipelineAnd } from './find.ts'

export const revisionsInput = pipelineAnd({ limit: z.number().int().min(1).max(500).default(100) })

export interface ListedRevision {
  number: number
  /** Equal for revisions that execute alike. */
  key: string
  createdAt: Date
  createdBy: string | null
}

/** The newest first. Faults: NOT_FOUND. */
export async function revisions(ctx: Context, input: z.input<typeof revisionsInput>): Promise<ListedRevision[]> {
  authorize(ctx, 'pipeline', 'read')
  const { limit, ...ref } = parse(revisionsInput, input)
  const { id } = await findPipeline(ctx.db, ctx.actor.projectId, ref)
  return await ctx.db
    .select({ number: table.number, key: table.key, createdAt: table.createdAt, createdBy: users.name })
    .from(table)
    .leftJoin(users, eq(users.id, table.createdBy))
    .where(eq(table.pipelineId, id))
    .orderBy(desc(table.number))
    .limit(limit)
}
