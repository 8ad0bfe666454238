import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { endpoints, predictions } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { notifySeldom } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { addTraffic } from '../traffic/add.ts'
import { buckets } from '../traffic/histogram.ts'

const row = z.record(z.string(), z.unknown())

const count = z.number().int().min(0)

const counted = z.object({
  endpointId: z.uuid(),
  versionId: z.uuid(),
  mode: z.enum(['live', 'shadow']),
  minute: z.date(),
  answered: count,
  failed: count,
  refused: count,
  rows: count,
  compared: count,
  disagreed: count,
  busy: count,
  memory: count,
  latency: z.array(count).length(buckets),
})

export const recordInput = z.object({
  predictions: z
    .array(
      z.object({
        id: z.uuid(),
        endpointId: z.uuid(),
        versionId: z.uuid(),
        /** Number of the route that chose the version. */
        route: z.number().int().min(1).optional(),
        /** The prediction that callers were given, of one that was only asked beside it. */
        shadowOf: z.uuid().optional(),
        inputs: row,
        output: row,
        /** Of the answer as a whole. */
        microseconds: z.number().int().min(0),
        at: z.date().optional(),
      }),
    )
    .max(10_000),
  /** What happened besides, by minute, version and mode, each at most once. */
  traffic: z.array(counted).max(10_000).default([]),
})

type Rows = z.output<typeof recordInput>['predictions']

const batch = 1000

/** Keeps what was answered, however many rows at once, and what was counted; the same id is kept once. Faults: NOT_FOUND. */
export async function record(ctx: Context, input: z.input<typeof recordInput>): Promise<void> {
  authorize(ctx, 'prediction', 'record')
  const { predictions: rows, traffic } = parse(recordInput, input)
  const ids = [...new Set([...rows, ...traffic].map(({ endpointId }) => endpointId))]
  if (ids.length === 0) return
  await ctx.db.transaction(async (tx) => {
    const known = await tx
      .select({ id: endpoints.id })
      .from(endpoints)
      .where(and(eq(endpoints.projectId, ctx.actor.projectId), inArray(endpoints.id, ids)))
    if (known.length !== ids.length) throw new Fault('NOT_FOUND', 'no such endpoint')
    for (let start = 0; start < rows.length; start += batch) await keep(tx, rows.slice(start, start + batch))
    await addTraffic(tx, traffic)
    for (const id of ids) await notifySeldom(tx, { project: ctx.actor.projectId, topic: 'traffic', id })
  })
}

/** As one value, however many rows: a parameter for each column of each row would take longer to write and to read than the rows. */
async function keep(tx: Queryable, rows: Rows): Promise<void> {
  await tx.execute(sql`
    insert into ${predictions} (id, endpoint_id, version_id, route, shadow_of, inputs, output, microseconds, at)
    select id, "endpointId", "versionId", route, "shadowOf", inputs, output, microseconds, coalesce(at, now())
    from json_to_recordset(${JSON.stringify(rows)}::json) as given(
      id uuid, "endpointId" uuid, "versionId" uuid, route int, "shadowOf" uuid,
      inputs jsonb, output jsonb, microseconds bigint, at timestamptz
    )
    on conflict do nothing`)
}
