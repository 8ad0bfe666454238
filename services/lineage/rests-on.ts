import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { datasets, models, modelVersions, versionRows } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { currentRoutes, type Share } from '../endpoints/routes.ts'
import type { Lineage } from '../models/lineage.ts'
import { originOf, type VersionOrigin } from '../models/origin-of.ts'
import { toldColumns } from '../models/told-columns.ts'
import { parse } from '../parse.ts'
import { findThings } from './thing.ts'
import { type VersionColumns, versionColumns } from './version-columns.ts'

export const restsOnInput = z.union([
  z.object({ endpoint: z.string() }),
  z.object({ model: z.string(), number: z.number().int().min(1) }),
])

export interface Foundation {
  versionId: string
  model: string
  number: number
  artifact: string | null
  /** Of an endpoint's traffic. */
  mode: Share['mode'] | null
  weight: number | null
  /** Its run, whoever logged it, and the data that went in. */
  origin: VersionOrigin
  /** Steps of a pipeline, where one made it. */
  lineage: Lineage | null
  /** The file that told what the columns of an imported model hold. */
  rows: { name: string; version: number } | null
  /** Where each of its inputs comes from; null where nothing tells, as of a run of a client. */
  columns: VersionColumns | null
  /** Where nothing tells: inputs that have the name of a column of the data its run logged. */
  byName: { name: string; role: 'input' | 'target'; from: { dataset: string; digest: string }[] }[]
}

/**
 * Everything that the versions behind an endpoint, or one version, rest on: run, revision, files and their columns. Of an
 * endpoint that answers no more, what it last rested on. Faults: NOT_FOUND.
 */
export async function restsOn(ctx: Context, input: z.input<typeof restsOnInput>): Promise<Foundation[]> {
  authorize(ctx, 'lineage', 'read')
  const shares = await sharesOf(ctx, parse(restsOnInput, input))
  const rows = await ctx.db
    .select({ version: modelVersions, model: models.name })
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .where(
      and(
        eq(models.projectId, ctx.actor.projectId),
        inArray(
          modelVersions.id,
          shares.map(({ versionId }) => versionId),
        ),
      ),
    )
  return await Promise.all(
    shares.flatMap(({ versionId, mode, weight }) => {
      const row = rows.find(({ version }) => version.id === versionId)
      return row ? [foundation(ctx, row, { mode, weight })] : []
    }),
  )
}

type Wanted = Omit<Share, 'mode' | 'weight'> & { mode: Share['mode'] | null; weight: number | null }

async function sharesOf(ctx: Context, asked: z.output<typeof restsOnInput>): Promise<Wanted[]> {
  if ('endpoint' in asked) {
    const [{ id }] = await findThings(ctx.db, ctx.actor.projectId, `endpoint:${asked.endpoint}`)
    return (await currentRoutes(ctx.db, [id])).get(id)?.shares ?? []
  }
  const [{ id: versionId }] = await findThings(ctx.db, ctx.actor.projectId, `version:${asked.model}@${asked.number}`)
  return [{ versionId, mode: null, weight: null }]
}

async function foundation(
  ctx: Context,
  { version, model }: { version: typeof modelVersions.$inferSelect; model: string },
  share: Pick<Foundation, 'mode' | 'weight'>,
): Promise<Foundation> {
  const { id: versionId, number, artifact, runId, node, signature } = version
  const [origin, columns, [rows = null]] = await Promise.all([
    originOf(ctx.db, ctx.actor.projectId, version),
    runId && node && signature ? versionColumns(ctx, { runId, node, signature }) : null,
    ctx.db
      .select({ name: versionRows.name, version: versionRows.version })
      .from(versionRows)
      .where(eq(versionRows.versionId, versionId)),
  ])
  const byName = columns ? [] : await namedColumns(ctx, origin.datasets, version)
  return { versionId, model, number, artifact, ...share, origin, lineage: origin.lineage, rows, columns, byName }
}

async function namedColumns(
  ctx: Context,
  logged: VersionOrigin['datasets'],
  version: typeof modelVersions.$inferSelect,
): Promise<Foundation['byName']> {
  const told = logged.length > 0 ? await toldColumns(ctx, version) : null
  if (!told) return []
  const { db, actor } = ctx
  const names = logged.map(({ name }) => name)
  const known = await db
    .select({ dataset: datasets.name, digest: datasets.digest, columns: datasets.columns })
    .from(datasets)
    .where(and(eq(datasets.projectId, actor.projectId), inArray(datasets.name, names)))
  const read = known.filter((one) => logged.some(({ name, digest }) => name === one.dataset && digest === one.digest))
  const bearing = (column: string) =>
    read
      .filter(({ columns }) => columns.some(({ name }) => name === column))
      .map(({ dataset, digest }) => ({ dataset, digest }))
  return [
    ...told.inputs.map((name) => ({ name, role: 'input' as const, from: bearing(name) })),
    ...(told.target === null ? [] : [{ name: told.target, role: 'target' as const, from: bearing(told.target) }]),
  ].filter(({ from }) => from.length > 0)
}
