import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { z } from 'zod'
import { demoAnswers, demoLabels, models, modelVersions } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { demoRef, findDemo } from './find.ts'

export const labelsInput = demoRef

export interface DemoLabel {
  id: string
  /** Of the prediction. */
  answerId: string
  model: string | null
  version: number | null
  inputs: Record<string, unknown>
  answered: string | number | null
  verdict: 'right' | 'wrong'
  corrected: string | number | null
  reason: string | null
  by: string
  at: Date
}

const most = 100_000

/** What people said of a demo's answers, the newest first. Faults: NOT_FOUND. */
export async function labels(ctx: Context, input: z.input<typeof labelsInput>): Promise<DemoLabel[]> {
  authorize(ctx, 'demo', 'read')
  const { name } = parse(labelsInput, input)
  const { id } = await findDemo(ctx.db, ctx.actor, name)
  const rows = await ctx.db
    .select({ label: demoLabels, answer: demoAnswers, model: models.name, version: modelVersions.number })
    .from(demoLabels)
    .innerJoin(demoAnswers, eq(demoAnswers.id, demoLabels.answerId))
    .leftJoin(modelVersions, eq(modelVersions.id, demoAnswers.versionId))
    .leftJoin(models, eq(models.id, modelVersions.modelId))
    .where(and(eq(demoAnswers.demoId, id), isNotNull(demoLabels.verdict)))
    .orderBy(desc(demoLabels.at), desc(demoLabels.id))
    .limit(most)
  return rows.map(({ label: { verdict, corrected, reason, by, at, ...label }, answer, model, version }) => ({
    ...{ id: label.id, answerId: answer.id, model, version, inputs: answer.inputs },
    answered: (answer.output.prediction as string | number | undefined) ?? null,
    ...{ verdict, corrected, reason, by, at },
  }))
}
