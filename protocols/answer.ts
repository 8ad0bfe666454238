import type { Warning } from '#engines/models/check-rows.ts'
import type { Answer, Models, Took } from '#engines/models/models.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { authorize } from '#services/access/authorize.ts'
import type { Context } from '#services/context.ts'
import type { Sunset } from '#services/decommissions/sunsets.ts'
import { drawn, positionOf } from '#services/endpoints/draw.ts'
import type { ResolvedEndpoint, ServingTarget } from '#services/endpoints/resolve.ts'
import type { Counted } from '#services/traffic/tally.ts'
import { ask, predictionsOf } from './ask.ts'
import type { EndpointCache } from './endpoint-cache.ts'
import type { Recorder } from './recorder.ts'
import type { Shadows } from './shadows.ts'
import { demandOpen, earliest, isOver } from './sunset.ts'

/** What answering takes. */
export interface Serving {
  endpoints: EndpointCache
  models: Models
  recorder: Recorder
  shadows: Shadows
}

/** An endpoint, and a version of its model when one is asked for. */
export interface Addressed {
  endpoint: string
  version?: number
  /** Whoever sends the same is answered by the same version, as long as the shares allow. */
  key?: string
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
  { endpoint, version, key }: Addressed,
): Promise<{ resolved: ResolvedEndpoint; target: ServingTarget; sunset: Sunset | null }> {
  authorize(ctx, 'endpoint', 'read')
  const resolved = await endpoints.resolve(ctx, endpoint)
  demandOpen(resolved.sunset, `the endpoint ${endpoint}`)
  const routed = resolved.targets.filter(({ mode }) => mode !== 'shadow')
  const asked = version === undefined ? routed : routed.filter(({ number }) => number === version)
  const [over] = asked
  const open = asked.filter(({ sunset }) => !isOver(sunset))
  if (over && open.length === 0) demandOpen(over.sunset, `${over.model} ${over.number} at the endpoint ${endpoint}`)
  const target = drawn(open, positionOf(key, resolved))
  if (!target)
    throw new Fault('NOT_FOUND', `the endpoint ${endpoint} does not lead to this version: ${version ?? 'any'}`, {
      hint: `it leads to ${routed.map(({ number }) => number).join(', ') || 'none'}`,
    })
  return { resolved, target, sunset: earliest(resolved.sunset, target.sunset) }
}

interface Question extends Addressed {
  rows: unknown
  /** Refuses what the version that was drawn cannot give. */
  demand?: (signature: Signature) => void
}

/** Answers rows and has each answer recorded, without waiting for that. Faults: INVALID_INPUT, NOT_FOUND, FORBIDDEN. */
export async function answer(
  { recorder, shadows, ...serving }: Serving,
  ctx: Context,
  { rows: given, demand, ...addressed }: Question,
): Promise<Answered> {
  authorize(ctx, 'prediction', 'record')
  const begun = performance.now()
  const { resolved, target, sunset } = await targetFor(serving, ctx, addressed)
  const count = (outcome: Counted['outcome'], rows: number, took?: Took) =>
    recorder.count(ctx, {
      ...{ endpointId: resolved.id, versionId: target.versionId, mode: 'live', outcome, rows },
      ...{ busy: took?.busy, memory: took?.memory },
      microseconds: Math.round((performance.now() - begun) * 1000),
    })
  try {
    demand?.(target.signature)
    const asked = await ask(serving.models, ctx, target, given)
    const { answers: predictions, warnings } = asked
    count('answered', predictions.length, asked)
    recorder.add(ctx, predictionsOf({ resolved, target, asked }))
    for (const shadow of resolved.targets)
      if (shadow.mode === 'shadow' && !isOver(shadow.sunset) && Math.random() < shadow.weight)
        shadows.add({ ctx, resolved, target: shadow, given, live: predictions })
    return { endpoint: resolved.name, target, predictions, warnings, sunset }
  } catch (thrown) {
    count(isRefusal(thrown) ? 'refused' : 'failed', 0)
    throw thrown
  }
}

/** The caller's doing. */
const isRefusal = (thrown: unknown) =>
  thrown instanceof Fault && (thrown.code === 'INVALID_INPUT' || thrown.code === 'LIMIT')
