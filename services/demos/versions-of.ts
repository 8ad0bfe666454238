import { inArray } from 'drizzle-orm'
import type { DemoPage } from '#db/schema.ts'
import { endpoints, modelVersionFacts } from '#db/schema.ts'
import { type CategoriesSeen, categoriesSeen } from '#engines/models/categories-seen.ts'
import { Fault } from '#pipeline/fault.ts'
import { readCategories } from '../artifacts/read-details.ts'
import type { Context } from '../context.ts'
import { type Sunset, sunsetsOfEndpoints } from '../decommissions/sunsets.ts'
import { currentRoutes, type Share } from '../endpoints/routes.ts'
import { type Target, targetsOf } from '../endpoints/targets.ts'
import type { DemoRow } from './find.ts'

export interface DemoVersion extends Target {
  seen: CategoriesSeen
  archived: boolean
  /** By which its answers are recorded, where an endpoint leads to it. */
  route: { endpointId: string; number: number } | null
}

export interface DemoVersions {
  endpoint: { name: string; sunset: Sunset | null; removed: boolean } | null
  /** The one that answers comes first; then those that the owner lets people choose. */
  versions: DemoVersion[]
}

const share = (versionId: string): Share => ({ versionId, weight: 1, mode: 'live' })

/** Who may answer for a demo, whether or not they still do. */
export async function versionsOf(ctx: Context, demo: DemoRow, page: DemoPage): Promise<DemoVersions> {
  const { shares, endpoint, number } = await led(ctx, demo)
  const more = page.versions.filter((id) => !shares.some(({ versionId }) => versionId === id)).map(share)
  const all = [...shares, ...more]
  const targets = await targetsOf(ctx.db, all)
  const archived = await archivedOf(ctx, targets)
  const versions = all.flatMap(({ versionId }) => targets.filter((target) => target.versionId === versionId))
  return {
    endpoint,
    versions: await Promise.all(
      versions.map(async (target) => ({
        ...target,
        seen: await seenOf(ctx, target),
        archived: archived.has(target.versionId),
        route:
          demo.endpointId && shares.some(({ versionId }) => versionId === target.versionId)
            ? { endpointId: demo.endpointId, number }
            : null,
      })),
    ),
  }
}

/** Those that get most of the traffic come first, so that a page does not answer now by one and now by another. */
async function led(ctx: Context, { versionId, endpointId }: DemoRow) {
  if (versionId) return { shares: [share(versionId)], endpoint: null, number: 0 }
  const [row] = await ctx.db
    .select()
    .from(endpoints)
    .where(inArray(endpoints.id, endpointId ? [endpointId] : []))
  if (!row) throw new Fault('INTERNAL', 'a demo of nothing')
  const route = (await currentRoutes(ctx.db, [row.id])).get(row.id)
  const sunset = (await sunsetsOfEndpoints(ctx.db, [row.id])).get(row.id) ?? null
  const shares = (route?.shares ?? []).filter(({ mode }) => mode !== 'shadow').sort((a, b) => b.weight - a.weight)
  const endpoint = { name: row.name, sunset, removed: row.deletedAt !== null }
  return { shares: endpoint.removed ? [] : shares, endpoint, number: route?.number ?? 0 }
}

async function archivedOf(ctx: Context, targets: readonly Target[]): Promise<Set<string>> {
  const ids = targets.map(({ versionId }) => versionId)
  if (ids.length === 0) return new Set()
  const facts = await ctx.db
    .select({ id: modelVersionFacts.versionId, at: modelVersionFacts.archivedAt })
    .from(modelVersionFacts)
    .where(inArray(modelVersionFacts.versionId, ids))
  return new Set(facts.flatMap(({ id, at }) => (at ? [id] : [])))
}

async function seenOf(ctx: Context, { signature, details }: Target): Promise<CategoriesSeen> {
  const unlisted = signature.inputs.some(({ categories = [], categoryCount = 0 }) => categoryCount > categories.length)
  return categoriesSeen(unlisted ? await readCategories(ctx, { artifact: details }) : {})
}
