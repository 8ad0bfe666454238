import { Readable } from 'node:stream'
import { and, asc, eq, gte, lt } from 'drizzle-orm'
import { z } from 'zod'
import { models, modelVersions, servingMinutes, traffic } from '#db/schema.ts'
import type { ReportValue } from '#pipeline/ports/report.ts'
import type { Watch, WatchFigure } from '#pipeline/ports/watch.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { findEndpoint } from '../endpoints/find.ts'
import { parse } from '../parse.ts'
import { chunksOf } from './chunks-of.ts'
import { figuresOfProcesses, figuresOfRequests } from './operation-figures.ts'

export const operationInput = z.object({
  endpoint: z.string(),
  from: z.date(),
  until: z.date(),
  chunks: z.number().int().min(1).max(200),
  most: z.object({ failed: z.number(), refused: z.number(), p95: z.number(), memory: z.number() }),
})

/** How the versions of an endpoint worked in a window, as a stored report. Faults: NOT_FOUND. */
export async function operation(ctx: Context, input: z.input<typeof operationInput>): Promise<ReportValue> {
  authorize(ctx, 'endpoint', 'read')
  const { endpoint, from, until, chunks: count, most } = parse(operationInput, input)
  const { id } = await findEndpoint(ctx.db, ctx.actor.projectId, endpoint)
  const minutes = await ctx.db
    .select({ row: traffic, model: models.name, version: modelVersions.number })
    .from(traffic)
    .leftJoin(modelVersions, eq(modelVersions.id, traffic.versionId))
    .leftJoin(models, eq(models.id, modelVersions.modelId))
    .where(and(eq(traffic.endpointId, id), gte(traffic.minute, from), lt(traffic.minute, until)))
    .orderBy(asc(models.name), asc(modelVersions.number), asc(traffic.minute))
  const processes = await ctx.db
    .select()
    .from(servingMinutes)
    .where(and(gte(servingMinutes.minute, from), lt(servingMinutes.minute, until)))
    .orderBy(asc(servingMinutes.minute))
  const chunks = chunksOf({ from, until, count })
  const { figures, requests } = figuresOfRequests(minutes, chunks, most)
  const found = [...figures, ...figuresOfProcesses(processes, chunks, most)].sort(alarmsFirst)
  const about = [
    ...(minutes.length === 0 ? [`${endpoint} was not asked in this window`] : []),
    ...(processes.length === 0 ? ['No process told what it takes; each does once a minute'] : []),
    ...(processes.length > 0
      ? ['Memory and processor time are of whole processes, which answer for all endpoints']
      : []),
  ]
  const metrics = {
    ...Object.fromEntries(found.flatMap(({ name, value }) => (value === null ? [] : [[name, value]]))),
    'operational.alarms': found.filter(({ alarm }) => alarm).length,
  }
  const report: Watch = { kind: 'operational', rows: requests, by: 'time', about, metrics, figures: found }
  const { sha256: artifact } = await ctx.store.put(Readable.from([JSON.stringify(report)]))
  const alarms = found.flatMap(({ alarm, title, of }) => (alarm ? [of ? `${of}: ${title}` : title] : []))
  return { type: 'report', artifact, metrics, alarms: alarms.slice(0, mostAlarms) }
}

const mostAlarms = 10
const alarmsFirst = (a: WatchFigure, b: WatchFigure) => Number(b.alarm) - Number(a.alarm)
