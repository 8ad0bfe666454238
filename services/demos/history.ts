import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { demoAnswers, demoLabels, modelVersions } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { demoRef, findDemo } from './find.ts'

export const historyInput = demoRef.extend({ limit: z.int().min(1).max(200).default(50) })

export interface PastAnswer {
  id: string
  version: number | null
  inputs: Record<string, unknown>
  output: Record<string, unknown>
  verdict: 'right' | 'wrong' | null
  corrected: string | number | null
  reason: string | null
  at: Date
}

/** What this person asked and kept here, the newest first: nobody sees another's. Faults: NOT_FOUND. */
export async function history(ctx: Context, input: z.input<typeof historyInput>): Promise<PastAnswer[]> {
  authorize(ctx, 'demo', 'open')
  const { name, limit } = parse(historyInput, input)
  const { userId } = ctx.actor
  const { id } = await findDemo(ctx.db, ctx.actor, name)
  return await ctx.db
    .select({
      id: demoAnswers.id,
      version: modelVersions.number,
      inputs: demoAnswers.inputs,
      output: demoAnswers.output,
      verdict: demoLabels.verdict,
      corrected: demoLabels.corrected,
      reason: demoLabels.reason,
      at: demoAnswers.at,
    })
    .from(demoAnswers)
    .leftJoin(modelVersions, eq(modelVersions.id, demoAnswers.versionId))
    .leftJoin(demoLabels, and(eq(demoLabels.answerId, demoAnswers.id), eq(demoLabels.visitor, userId)))
    .where(and(eq(demoAnswers.demoId, id), eq(demoAnswers.visitor, userId)))
    .orderBy(desc(demoAnswers.at))
    .limit(limit)
}
