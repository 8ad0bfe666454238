import { and, asc, eq, gte, lt } from 'drizzle-orm'
import { z } from 'zod'
import { models, modelVersions, traffic as trafficRows } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { findEndpoint } from '../endpoints/find.ts'
import { parse } from '../parse.ts'
import type { TrafficRow } from './add.ts'
import { type Figures, figuresOf } from './figures.ts'
import { minuteOf } from './minute-of.ts'

export const windowInput = z.object({
  endpoint: z.string(),
  from: z.date(),
  to: z.date().optional(),
})

export interface VersionTraffic extends Figures {
  versionId: string
  /** Null for a version that was destroyed. */
  model: string | null
  version: number | null
  mode: TrafficRow['mode']
}

/** What each version of an endpoint did in the minutes that begin in a window, by number. Faults: NOT_FOUND. */
export async function traffic(ctx: Context, input: z.input<typeof windowInput>): Promise<VersionTraffic[]> {
  authorize(ctx, 'endpoint', 'read')
  const { endpoint, from, to } = parse(windowInput, input)
  const { id } = await findEndpoint(ctx.db, ctx.actor.projectId, endpoint)
  const rows = await ctx.db
    .select({ row: trafficRows, version: modelVersions.number, model: models.name })
    .from(trafficRows)
    .leftJoin(modelVersions, eq(modelVersions.id, trafficRows.versionId))
    .leftJoin(models, eq(models.id, modelVersions.modelId))
    .where(
      and(eq(trafficRows.endpointId, id), gte(trafficRows.minute, minuteOf(from)), to && lt(trafficRows.minute, to)),
    )
    .orderBy(asc(models.name), asc(modelVersions.number), asc(trafficRows.mode))
  const groups = new Map<string, typeof rows>()
  for (const one of rows) {
    const key = `${one.row.versionId} ${one.row.mode}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].flatMap((group) => {
    const [one] = group
    if (!one) return []
    const { versionId, mode } = one.row
    return [{ versionId, mode, model: one.model, version: one.version, ...figuresOf(group.map(({ row }) => row)) }]
  })
}
