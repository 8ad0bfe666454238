import { desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { modelCards, users } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { numbered } from '../find-registered-version.ts'
import { cardOf } from './facts.ts'
import { refreshed, writeCard } from './write.ts'

export const getCardInput = numbered.extend({
  /** A former one; the newest when absent. */
  revision: z.int().min(0).optional(),
})

export interface Card {
  /** Markdown. */
  text: string
  /** 0: nobody has written on it yet. */
  revision: number
  newest: number
  /** `stale`: its generated parts would be written otherwise now. */
  state: 'fresh' | 'stale'
  /** Those that were saved, the newest first. */
  history: { revision: number; createdBy: string; createdAt: Date }[]
}

/** What is told of a version: what people wrote, or what can be told without them. Faults: NOT_FOUND. */
export async function getCard(ctx: Context, input: z.input<typeof getCardInput>): Promise<Card> {
  authorize(ctx, 'model', 'read')
  const { revision: asked, ...ref } = parse(getCardInput, input)
  const { versionId, facts } = await cardOf(ctx, ref)
  const saved = await ctx.db
    .select({
      revision: modelCards.revision,
      createdBy: sql<string>`coalesce(${users.name}, ${modelCards.createdBy})`,
      createdAt: modelCards.createdAt,
      text: modelCards.text,
    })
    .from(modelCards)
    .leftJoin(users, eq(users.id, modelCards.createdBy))
    .where(eq(modelCards.versionId, versionId))
    .orderBy(desc(modelCards.revision))
  const newest = saved[0]?.revision ?? 0
  const shown = asked ?? newest
  const text = shown === 0 ? writeCard(facts) : saved.find(({ revision }) => revision === shown)?.text
  if (text === undefined) throw new Fault('NOT_FOUND', `no such text of the card: ${shown}`)
  return {
    ...{ text, revision: shown, newest },
    state: refreshed(text, facts) === text ? 'fresh' : 'stale',
    history: saved.map(({ text: _, ...rest }) => rest),
  }
}
