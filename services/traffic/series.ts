import { and, asc, eq, gte, lt } from 'drizzle-orm'
import { z } from 'zod'
import { models, modelVersions, traffic } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { findEndpoint } from '../endpoints/find.ts'
import { parse } from '../parse.ts'
import { figuresOf } from './figures.ts'
import { minuteOf } from './minute-of.ts'
import { type DemoPoint, ofDemos } from './of-demos.ts'

export const seriesInput = z.object({
  endpoint: z.string(),
  from: z.date(),
  to: z.date().optional(),
  /** Points at most: minutes are put together. */
  points: z.int().min(1).max(1000).default(120),
})

export interface TrafficPoint {
  at: Date
  requests: number
  refused: number
  errorRate: number | null
  disagreement: number | null
  p50: number | null
  p95: number | null
}

export interface VersionSeries {
  versionId: string
  model: string | null
  version: number | null
  /** `demo`: what visitors of demos kept, of which only answers are known. */
  mode: 'live' | 'shadow' | 'demo'
  points: TrafficPoint[]
}

/** How each version of an endpoint did over time, for programs and for visitors of demos. Faults: NOT_FOUND. */
export async function series(
  ctx: Context,
  input: z.input<typeof seriesInput>,
): Promise<{ minutes: number; versions: VersionSeries[] }> {
  authorize(ctx, 'endpoint', 'read')
  const { endpoint, from, to = new Date(), points } = parse(seriesInput, input)
  const { id } = await findEndpoint(ctx.db, ctx.actor.projectId, endpoint)
  const rows = await ctx.db
    .select({ row: traffic, version: modelVersions.number, model: models.name })
    .from(traffic)
    .leftJoin(modelVersions, eq(modelVersions.id, traffic.versionId))
    .leftJoin(models, eq(models.id, modelVersions.modelId))
    .where(and(eq(traffic.endpointId, id), gte(traffic.minute, minuteOf(from)), lt(traffic.minute, to)))
    .orderBy(asc(models.name), asc(modelVersions.number), asc(traffic.mode), asc(traffic.minute))
  const minutes = Math.max(1, Math.ceil((to.getTime() - from.getTime()) / 60_000 / points))
  const width = minutes * 60_000
  const versions = new Map<
    string,
    { version: Omit<VersionSeries, 'points'>; slots: Map<number, (typeof rows)[number]['row'][]> }
  >()
  for (const { row, version, model } of rows) {
    const { versionId, mode } = row
    const key = `${versionId} ${mode}`
    const known = versions.get(key) ?? { version: { versionId, mode, model, version }, slots: new Map() }
    versions.set(key, known)
    const slot = Math.floor(row.minute.getTime() / width) * width
    known.slots.set(slot, [...(known.slots.get(slot) ?? []), row])
  }
  const asked = [...versions.values()].map(({ version, slots }) => ({
    ...version,
    points: [...slots].map(([at, slot]) => {
      const { requests, refused, errorRate, disagreement, p50, p95 } = figuresOf(slot)
      return { at: new Date(at), requests, refused, errorRate, disagreement, p50, p95 }
    }),
  }))
  const kept = await ofDemos(ctx.db, { endpointId: id, from: minuteOf(from), to, width })
  return { minutes, versions: [...asked, ...demosByVersion(kept)] }
}

function demosByVersion(kept: DemoPoint[]): VersionSeries[] {
  const versions = new Map<string, VersionSeries>()
  for (const { versionId, model, version, ...point } of kept) {
    const known = versions.get(versionId) ?? { versionId, model, version, mode: 'demo', points: [] }
    versions.set(versionId, known)
    known.points.push({ ...point, refused: 0, errorRate: null, disagreement: null })
  }
  return [...versions.values()]
}
