import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm'
import {
  type DemoRule,
  demoAnswers,
  demoShares,
  demos,
  endpoints,
  models,
  modelVersionFacts,
  modelVersions,
  users,
} from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { sunsetsOfEndpoints, sunsetsOfVersions } from '../decommissions/sunsets.ts'
import type { DemoRow } from './find.ts'
import { currentPages } from './pages.ts'

export interface ListedDemo {
  id: string
  name: string
  title: string
  /** What it shows: a version of a model, or whatever an endpoint leads to. */
  of: { model: string; number: number } | { endpoint: string }
  rule: DemoRule
  /** It answers no more: its version is archived or gone, or its endpoint is. */
  ended: boolean
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
    .select({
      demo: demos,
      model: models.name,
      number: modelVersions.number,
      endpoint: endpoints.name,
      by: users.name,
      gone: sql<boolean>`coalesce(${modelVersions.deletedAt}, ${endpoints.deletedAt}, ${modelVersionFacts.archivedAt}) is not null`,
    })
    .from(demos)
    .leftJoin(modelVersions, eq(modelVersions.id, demos.versionId))
    .leftJoin(modelVersionFacts, eq(modelVersionFacts.versionId, demos.versionId))
    .leftJoin(models, eq(models.id, modelVersions.modelId))
    .leftJoin(endpoints, eq(endpoints.id, demos.endpointId))
    .leftJoin(users, eq(users.id, demos.createdBy))
    .where(and(eq(demos.projectId, ctx.actor.projectId), isNull(demos.deletedAt)))
    .orderBy(asc(demos.name))
  const ids = rows.map(({ demo }) => demo.id)
  if (ids.length === 0) return []
  const [pages, ofVersions, ofEndpoints, links, answers] = await Promise.all([
    currentPages(ctx.db, ids),
    sunsetsOfVersions(
      ctx.db,
      rows.flatMap(({ demo }) => demo.versionId ?? []),
    ),
    sunsetsOfEndpoints(
      ctx.db,
      rows.flatMap(({ demo }) => demo.endpointId ?? []),
    ),
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
  const isOver = ({ versionId, endpointId }: DemoRow) => {
    const sunset = ofVersions.get(versionId ?? '') ?? ofEndpoints.get(endpointId ?? '')
    return sunset !== undefined && sunset.at <= now
  }
  return rows.map(({ demo, model, number, endpoint, by, gone }) => ({
    ...{ id: demo.id, name: demo.name, rule: demo.rule, createdAt: demo.createdAt },
    createdBy: by ?? demo.createdBy,
    ended: gone || isOver(demo),
    title: pages.get(demo.id)?.page.title ?? demo.name,
    of: model !== null && number !== null ? { model, number } : { endpoint: endpoint ?? '' },
    links: links.filter((link) => link.id === demo.id && (!link.expiresAt || link.expiresAt > now)).length,
    answers: answers.find((one) => one.id === demo.id)?.answers ?? 0,
  }))
}
