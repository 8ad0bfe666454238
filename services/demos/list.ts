import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm'
import { type DemoRule, demoAnswers, demoShares, demos, endpoints, models, modelVersions, users } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { currentPages } from './pages.ts'

export interface ListedDemo {
  id: string
  name: string
  title: string
  /** What it shows: a version of a model, or whatever an endpoint leads to. */
  of: { model: string; number: number } | { endpoint: string }
  rule: DemoRule
  /** Links in force. */
  links: number
  /** Answers that people kept. */
  answers: number
  createdAt: Date
  createdBy: string
}

/** The project's demos by name. */
export async function list(ctx: Context): Promise<ListedDemo[]> {
  authorize(ctx, 'demo', 'read')
  const rows = await ctx.db
    .select({ demo: demos, model: models.name, number: modelVersions.number, endpoint: endpoints.name, by: users.name })
    .from(demos)
    .leftJoin(modelVersions, eq(modelVersions.id, demos.versionId))
    .leftJoin(models, eq(models.id, modelVersions.modelId))
    .leftJoin(endpoints, eq(endpoints.id, demos.endpointId))
    .leftJoin(users, eq(users.id, demos.createdBy))
    .where(and(eq(demos.projectId, ctx.actor.projectId), isNull(demos.deletedAt)))
    .orderBy(asc(demos.name))
  const ids = rows.map(({ demo }) => demo.id)
  if (ids.length === 0) return []
  const [pages, links, answers] = await Promise.all([
    currentPages(ctx.db, ids),
    ctx.db
      .select({ id: demoShares.demoId, expiresAt: demoShares.expiresAt })
      .from(demoShares)
      .where(and(inArray(demoShares.demoId, ids), isNull(demoShares.revokedAt))),
    ctx.db
      .select({ id: demoAnswers.demoId, answers: count() })
      .from(demoAnswers)
      .where(inArray(demoAnswers.demoId, ids))
      .groupBy(demoAnswers.demoId),
  ])
  const now = new Date()
  return rows.map(({ demo: { id, name, rule, createdAt, createdBy }, model, number, endpoint, by }) => ({
    ...{ id, name, rule, createdAt, createdBy: by ?? createdBy },
    title: pages.get(id)?.page.title ?? name,
    of: model !== null && number !== null ? { model, number } : { endpoint: endpoint ?? '' },
    links: links.filter((link) => link.id === id && (!link.expiresAt || link.expiresAt > now)).length,
    answers: answers.find((one) => one.id === id)?.answers ?? 0,
  }))
}
