import type { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { getCard } from '../models/card/get.ts'
import { findVersion } from '../models/find.ts'
import { parse } from '../parse.ts'
import { answering, remembered } from './load.ts'
import { askedDemo } from './predict.ts'
import { within } from './within.ts'

export const cardInput = askedDemo

export interface DemoCard {
  /** Markdown. */
  text: string
  metrics: Record<string, number>
}

/** What is told of the model that answers. Faults: NOT_FOUND, GONE. */
export async function card(ctx: Context, input: z.input<typeof cardInput>): Promise<DemoCard> {
  authorize(ctx, 'demo', 'open')
  const { name, version: number } = parse(cardInput, input)
  const {
    model,
    number: version,
    versionId,
  } = answering(await remembered(ctx, name), {
    ...{ number, key: ctx.actor.userId },
  })
  const inside = within(ctx)
  const [{ text }, { metrics }] = await Promise.all([
    getCard(inside, { name: model, number: version }),
    findVersion(ctx.db, ctx.actor.projectId, { versionId }),
  ])
  return { text, metrics }
}
