import { randomUUID } from 'node:crypto'
import { checkRows, type Row, type Warning } from '#engines/models/check-rows.ts'
import type { Answer, Models } from '#engines/models/models.ts'
import { readPictures } from '#engines/models/read-pictures.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '#services/access/authorize.ts'
import type { Context } from '#services/context.ts'
import type { Sunset } from '#services/decommissions/sunsets.ts'
import type { ResolvedEndpoint, ServingTarget } from '#services/endpoints/resolve.ts'
import type { Counted } from '#services/traffic/tally.ts'
import type { EndpointCache } from './endpoint-cache.ts'
import type { Recorder } from './recorder.ts'
import { demandOpen, earliest, isOver } from './sunset.ts'

/** What answering takes. */
export interface Serving {
  endpoints: EndpointCache
  models: Models
  recorder: Recorder
}

/** An endpoint, and a version of its model when one is asked for. */
export interface Addressed {
  endpoint: string
  version?: number
}

export interface Answered {
  endpoint: string
  target: ServingTarget
  predictions: ({ id: string } & Answer)[]
  warnings: Warning[]
  /** When this will be answered no more. */
  sunset: Sunset | null
}

/** Who answers: the version asked for, or one by the shares of the traffic. Faults: NOT_FOUND. */
export async function targetFor(
  { endpoints }: Pick<Serving, 'endpoints'>,
  ctx: Context,
  { endpoint, version }: Addressed,
): Promise<{ resolved: ResolvedEndpoint; target: ServingTarget; sunset: Sunset | null }> {
  authorize(ctx, 'endpoint', 'read')
  const resolved = await endpoints.resolve(ctx, endpoint)
  demandOpen(resolved.sunset, `the endpoint ${endpoint}`)
  const routed = resolved.targets.filter(({ mode }) => mode !== 'shadow')
  const asked = version === undefined ? routed : routed.filter(({ number }) => number === version)
  const [over] = asked
  const open = asked.filter(({ sunset }) => !isOver(sunset))
  if (over && open.length === 0) demandOpen(over.sunset, `${over.model} ${over.number} at the endpoint ${endpoint}`)
  const target = drawn(open, Math.random())
  if (!target)
    throw new Fault('NOT_FOUND', `the endpoint ${endpoint} does not lead to this version: ${version ?? 'any'}`, {
      hint: `it leads to ${routed.map(({ number }) => number).join(', ') || 'none'}`,
    })
  return { resolved, target, sunset: earliest(resolved.sunset, target.sunset) }
}

/** `chance` from 0 to below 1. */
function drawn(targets: ServingTarget[], chance: number): ServingTarget | undefined {
  let left = chance * targets.reduce((sum, { weight }) => sum + weight, 0)
  return targets.find(({ weight }) => {
    left -= weight
    return left < 0
  })
}

/** Answers rows and has each answer recorded, without waiting for that. Faults: INVALID_INPUT, NOT_FOUND, FORBIDDEN. */
export async function answer(
  serving: Serving,
  ctx: Context,
  { rows: given, ...addressed }: Addressed & { rows: unknown },
): Promise<Answered> {
  authorize(ctx, 'prediction', 'record')
  const { resolved, target, sunset } = await targetFor(serving, ctx, addressed)
  const begun = performance.now()
  const count = (outcome: Counted['outcome'], rows: number) =>
    serving.recorder.count(ctx, {
      ...{ endpointId: resolved.id, versionId: target.versionId, mode: 'live', outcome, rows },
      microseconds: microsecondsSince(begun),
    })
  const { rows, warnings, answers, microseconds } = await ask(serving, ctx, target, given).catch((thrown) => {
    count(isRefusal(thrown) ? 'refused' : 'failed', 0)
    throw thrown
  })
  count('answered', rows.length)
  const at = new Date()
  const predictions = answers.map((one) => ({ id: randomUUID(), ...one }))
  serving.recorder.add(
    ctx,
    predictions.map(({ id, ...output }, index) => ({
      ...{ id, endpointId: resolved.id, versionId: target.versionId, route: resolved.route },
      ...{ inputs: recorded(rows[index]), output, microseconds, at },
    })),
  )
  return { endpoint: resolved.name, target, predictions, warnings, sunset }
}

/** What a version says of rows as a caller sent them. */
async function ask({ models }: Pick<Serving, 'models'>, ctx: Context, target: ServingTarget, given: unknown) {
  const checked = checkRows(target.signature, await readPictures(target.signature, given), target.seen)
  const path = await ctx.store.path(target.artifact)
  const start = performance.now()
  const answers = await models.predict(path, target.signature, checked.rows)
  return { ...checked, answers, microseconds: microsecondsSince(start) }
}

const microsecondsSince = (start: number) => Math.round((performance.now() - start) * 1000)

/** The caller's doing. */
const isRefusal = (thrown: unknown) =>
  thrown instanceof Fault && (thrown.code === 'INVALID_INPUT' || thrown.code === 'LIMIT')

/** A picture as PNG, of which the same answer comes again. */
const recorded = (row: Row = {}): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'object' && value !== null ? value.url : value]),
  )
