import { and, asc, count, eq, gt, inArray, isNull } from 'drizzle-orm'
import { endpoints, predictions } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { currentRoutes } from './routes.ts'
import { type Target, targetsOf } from './targets.ts'

export interface ListedEndpoint {
  id: string
  name: string
  targets: Pick<Target, 'versionId' | 'weight' | 'mode' | 'model' | 'number'>[]
  /** When its route last changed. */
  routedAt: Date | null
  /** Rows answered in the last 24 hours. */
  predictions: number
  createdAt: Date
}

/** The project's endpoints by name. */
export async function list(ctx: Context): Promise<ListedEndpoint[]> {
  authorize(ctx, 'endpoint', 'read')
  const rows = await ctx.db
    .select({ id: endpoints.id, name: endpoints.name, createdAt: endpoints.createdAt })
    .from(endpoints)
    .where(and(eq(endpoints.projectId, ctx.actor.projectId), isNull(endpoints.deletedAt)))
    .orderBy(asc(endpoints.name))
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const routes = await currentRoutes(ctx.db, ids)
  const targets = await targetsOf(
    ctx.db,
    [...routes.values()].flatMap(({ shares }) => shares),
  )
  const answered = await ctx.db
    .select({ id: predictions.endpointId, rows: count() })
    .from(predictions)
    .where(
      and(
        inArray(predictions.endpointId, ids),
        gt(predictions.at, new Date(Date.now() - 24 * 60 * 60 * 1000)),
        isNull(predictions.shadowOf),
      ),
    )
    .groupBy(predictions.endpointId)
  return rows.map((row) => ({
    ...row,
    targets: (routes.get(row.id)?.shares ?? []).flatMap(({ versionId, weight, mode }) => {
      const target = targets.find((one) => one.versionId === versionId)
      return target ? [{ versionId, weight, mode, model: target.model, number: target.number }] : []
    }),
    routedAt: routes.get(row.id)?.createdAt ?? null,
    predictions: answered.find(({ id }) => id === row.id)?.rows ?? 0,
  }))
}
