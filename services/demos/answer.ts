import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { demoAnswers, predictions } from '#db/schema.ts'
import type { Row, Warning } from '#engines/models/check-rows.ts'
import type { Answer } from '#engines/models/models.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { notifySeldom } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { askVersion } from './ask-version.ts'
import { predictInput } from './predict.ts'

/** Whoever may ask twice gives the first answer its id: it is kept once. */
export const answerInput = predictInput.extend({ id: z.uuid().optional() })

export interface KeptAnswers {
  /** Ids by which somebody may say that an answer was wrong. */
  answers: ({ id: string } & Answer)[]
  warnings: Warning[]
  model: string
  version: number
}

/**
 * The same as `predict`, kept: in the history of who asked, and among the predictions of the endpoint if the demo is of
 * one. Faults: INVALID_INPUT with row and column; GONE; UNAVAILABLE.
 */
export async function answer(ctx: Context, input: z.input<typeof answerInput>): Promise<KeptAnswers> {
  authorize(ctx, 'demo', 'ask')
  const { id: given, ...asked } = parse(answerInput, input)
  const { demo: loaded, version, path, rows, warnings } = await askVersion(ctx, asked)
  const start = performance.now()
  const answers = await ctx.models.predict(path, version.signature, rows)
  const microseconds = Math.round((performance.now() - start) * 1000)
  const at = new Date()
  const kept = answers.map((one, index) => ({
    ...{ id: (index === 0 && given) || randomUUID(), versionId: version.versionId, at },
    ...{ inputs: recorded(rows[index]), output: { ...one } as Record<string, unknown> },
  }))
  const { route } = version
  await ctx.db.transaction(async (tx) => {
    const by = { demoId: loaded.demo.id, visitor: ctx.actor.userId }
    await tx
      .insert(demoAnswers)
      .values(kept.map((one) => ({ ...one, ...by })))
      .onConflictDoNothing()
    if (!route) return
    const how = { endpointId: route.endpointId, route: route.number, microseconds }
    await tx
      .insert(predictions)
      .values(kept.map((one) => ({ ...one, ...how })))
      .onConflictDoNothing()
    await notifySeldom(tx, { project: ctx.actor.projectId, topic: 'traffic', id: route.endpointId })
  })
  return {
    answers: answers.map((one, index) => ({ id: kept[index]?.id ?? '', ...one })),
    ...{ warnings, model: version.model, version: version.number },
  }
}

/** A picture as PNG, of which the same answer comes again. */
const recorded = (row: Row = {}): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'object' && value !== null ? value.url : value]),
  )
