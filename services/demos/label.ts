import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { demoAnswers, demoLabels, modelVersions } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { labelAs } from '../labels/label-as.ts'
import { saidInDemo } from '../labels/said-in-demo.ts'
import { parse } from '../parse.ts'
import { demoRef, findDemo } from './find.ts'
import { pace } from './pace.ts'

export const labelInput = demoRef.extend({
  /** Of a kept answer. */
  id: z.uuid(),
  verdict: z.enum(['right', 'wrong']),
  corrected: z.union([z.string().max(1000), z.number()]).optional(),
  reason: z.string().trim().max(2000).optional(),
})

/**
 * Says whether an answer was right, and what it should have been: labelled data of the project. Somebody's later word
 * on the same answer replaces their former one. Faults: NOT_FOUND, also for somebody else's answer; INVALID_INPUT.
 */
export async function label(ctx: Context, input: z.input<typeof labelInput>): Promise<{ id: string }> {
  authorize(ctx, 'demo', 'ask')
  const { name, id: answerId, verdict, corrected, reason } = parse(labelInput, input)
  pace(ctx.actor)
  const { userId, projectId, name: by } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const demo = await findDemo(tx, ctx.actor, name)
    const [answer] = await tx
      .select({ id: demoAnswers.id, output: demoAnswers.output, signature: modelVersions.signature })
      .from(demoAnswers)
      .leftJoin(modelVersions, eq(modelVersions.id, demoAnswers.versionId))
      .where(and(eq(demoAnswers.id, answerId), eq(demoAnswers.demoId, demo.id), eq(demoAnswers.visitor, userId)))
    if (!answer)
      throw new Fault('NOT_FOUND', `no such answer of yours: ${answerId}`, { hint: 'ask again, then say so' })
    const possible = answer.signature && corrected !== undefined ? possibleOf(answer.signature, corrected) : corrected
    const said = { verdict, corrected: verdict === 'wrong' ? (possible ?? null) : null, reason: reason ?? null }
    const [row] = await tx
      .insert(demoLabels)
      .values({ answerId, visitor: userId, by, ...said })
      .onConflictDoUpdate({ target: [demoLabels.answerId, demoLabels.visitor], set: { ...said, at: new Date() } })
      .returning({ id: demoLabels.id })
    if (!row) throw new Fault('INTERNAL', 'no row')
    const value = labelOf(answer.signature, verdict === 'right' ? answer.output.prediction : said.corrected)
    await saidInDemo(tx, { predictionId: answerId, projectId, value, by })
    await notify(tx, { project: projectId, topic: 'demo', id: demo.id })
    const detail = { name, answer: answerId, verdict }
    await append(tx, ctx.actor, { action: 'label', resource: 'demo', resourceId: demo.id, detail })
    return { id: row.id }
  })
}

function labelOf(signature: Signature | null, said: unknown): string | number | null {
  const found = signature && labelAs(signature, said)
  return found && 'label' in found ? found.label : null
}

function possibleOf(signature: Signature, corrected: string | number): string | number {
  const found = labelAs(signature, corrected)
  if ('label' in found) return found.label
  throw new Fault('INVALID_INPUT', found.reason, {
    at: { param: 'corrected' },
    hint: signature.task === 'regression' ? found.hint : `${found.hint}; else leave it out and give a reason`,
  })
}
