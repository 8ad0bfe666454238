import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import {
  type DemoPage,
  type DemoRule,
  demoPages,
  demoShares,
  demoVisits,
  models,
  modelVersions,
  users,
} from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { demoRef } from './find.ts'
import { answersOrGone, load } from './load.ts'
import { type DemoInput, inputsOf } from './page.ts'

export const getInput = demoRef

export interface ShownShare {
  id: string
  name: string
  prefix: string
  perHour: number | null
  total: number | null
  used: number
  frames: string[]
  expiresAt: Date | null
  createdAt: Date
}

export interface ShownDemo {
  id: string
  name: string
  page: DemoPage
  /** Number of the page in force. */
  edition: number
  /** Former pages, the newest first, the one in force among them. */
  editions: { number: number; page: DemoPage; createdAt: Date; createdBy: string }[]
  of: { model: string; number: number } | { endpoint: string }
  /** Why it answers no more, if so. */
  ended: string | null
  rule: DemoRule
  guests: string[]
  /** All inputs of the version that answers, in the page's order, hidden ones too. */
  inputs: DemoInput[]
  classes: string[]
  target: string
  /** Versions of the same model, the newest first, that visitors could be let choose. */
  choices: { id: string; model: string; number: number }[]
  /** Links that were not taken back. */
  shares: ShownShare[]
  createdAt: Date
}

/** A demo as its owners see it. Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof getInput>): Promise<ShownDemo> {
  authorize(ctx, 'demo', 'read')
  const { name } = parse(getInput, input)
  const loaded = await load(ctx, name)
  const { demo, page, edition, endpoint, versions } = loaded
  const { id, rule, guests, createdAt } = demo
  const answers = answersOrGone(loaded)
  const called = await calledOf(ctx, demo.versionId)
  const [editions, shares, choices] = await Promise.all([
    ctx.db
      .select({ number: demoPages.number, page: demoPages.page, at: demoPages.createdAt, by: users.name })
      .from(demoPages)
      .leftJoin(users, eq(users.id, demoPages.createdBy))
      .where(eq(demoPages.demoId, id))
      .orderBy(desc(demoPages.number))
      .limit(50),
    sharesOf(ctx, id),
    choicesOf(ctx, called?.model ?? versions[0]?.model),
  ])
  const own = versions.find((one) => one.route !== null || one.versionId === demo.versionId)
  return {
    ...{ id, name, page, edition, rule, guests, createdAt, shares },
    choices: choices.filter((one) => one.id !== own?.versionId),
    editions: editions.map(({ by, at, ...one }) => ({ ...one, createdAt: at, createdBy: by ?? '' })),
    of: endpoint ? { endpoint: endpoint.name } : (called ?? { model: '', number: 0 }),
    ended: 'code' in answers ? answers.message : null,
    inputs: own ? inputsOf(page, own.signature) : [],
    ...{ classes: own?.signature.classes ?? [], target: own?.signature.target ?? '' },
  }
}

/** Also of a version that was removed. */
async function calledOf(ctx: Context, versionId: string | null) {
  const [row] = await ctx.db
    .select({ model: models.name, number: modelVersions.number })
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .where(inArray(modelVersions.id, versionId ? [versionId] : []))
  return row
}

const sharesOf = (ctx: Context, demoId: string): Promise<ShownShare[]> =>
  ctx.db
    .select({
      id: demoShares.id,
      name: demoShares.name,
      prefix: demoShares.prefix,
      perHour: demoShares.perHour,
      total: demoShares.total,
      used: sql<number>`(select count(*) from ${demoVisits} v where v.share_id = ${demoShares}.id)`.mapWith(Number),
      frames: demoShares.frames,
      expiresAt: demoShares.expiresAt,
      createdAt: demoShares.createdAt,
    })
    .from(demoShares)
    .where(and(eq(demoShares.demoId, demoId), isNull(demoShares.revokedAt)))
    .orderBy(desc(demoShares.createdAt))

const choicesOf = (ctx: Context, model: string | undefined) =>
  ctx.db
    .select({ id: modelVersions.id, model: models.name, number: modelVersions.number })
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .where(
      and(
        eq(models.projectId, ctx.actor.projectId),
        inArray(models.name, model ? [model] : []),
        isNull(modelVersions.deletedAt),
        sql`${modelVersions.artifact} is not null`,
      ),
    )
    .orderBy(desc(modelVersions.number))
    .limit(100)
