import type { FastifyBaseLogger } from 'fastify'
import type { Answer, Models } from '#engines/models/models.ts'
import type { Context } from '#services/context.ts'
import type { ResolvedEndpoint, ServingTarget } from '#services/endpoints/resolve.ts'
import { differ } from '#services/traffic/differ.ts'
import { ask, predictionsOf } from './ask.ts'
import type { Recorder } from './recorder.ts'

/** A request that was answered, to be asked of another version as well. */
export interface Copy {
  ctx: Context
  resolved: ResolvedEndpoint
  target: ServingTarget
  /** As the caller sent them. */
  given: unknown
  /** What the caller was answered. */
  live: readonly ({ id: string } & Answer)[]
}

export interface Shadows {
  /** Returns at once; when too many wait, the copy is dropped. */
  add(copy: Copy): void
  close(): Promise<void>
}

const mostWaiting = 1000

interface ShadowOptions {
  models: Models
  recorder: Recorder
  log: FastifyBaseLogger
}

/** Asks versions of which callers hear nothing, one copy after the other, in threads of their own: nobody waits for them. */
export function openShadows({ models, recorder, log }: ShadowOptions): Shadows {
  const waiting: Copy[] = []
  let running: Promise<void> | undefined
  let dropped = 0

  const work = async () => {
    for (let copy = waiting.shift(); copy; copy = waiting.shift()) await askBeside({ models, recorder }, copy)
    if (dropped > 0) log.warn(`copies for shadow versions dropped: ${dropped}`)
    dropped = 0
  }
  const begin = () => {
    running ??= work().finally(() => {
      running = undefined
      if (waiting.length > 0) begin()
    })
  }
  return {
    add: (copy) => {
      if (waiting.length >= mostWaiting) dropped += 1
      else waiting.push(copy)
      // After what is being answered just now.
      if (!running) setImmediate(begin)
    },
    close: async () => {
      waiting.length = 0
      await running
    },
  }
}

async function askBeside(
  { models, recorder }: Pick<ShadowOptions, 'models' | 'recorder'>,
  { ctx, resolved, target, given, live }: Copy,
): Promise<void> {
  const begun = performance.now()
  const counted = () => ({
    ...{ endpointId: resolved.id, versionId: target.versionId, mode: 'shadow' as const },
    microseconds: Math.round((performance.now() - begun) * 1000),
  })
  try {
    const asked = await ask(models, ctx, target, given)
    const compared = asked.answers.map((answer, index) => ({ answer, beside: live[index] }))
    const disagreed = compared.filter(({ answer, beside }) => beside && differ(beside, answer)).length
    const { busy, memory } = asked
    const rows = live.length
    recorder.count(ctx, { ...counted(), outcome: 'answered', rows, compared: rows, disagreed, busy, memory })
    recorder.add(
      ctx,
      predictionsOf({ resolved, target, asked }).map((one, index) => ({ ...one, shadowOf: live[index]?.id })),
    )
  } catch {
    // The version that callers hear took these rows, so that this one did not is its failure, whatever it says.
    recorder.count(ctx, { ...counted(), outcome: 'failed', rows: 0 })
  }
}
