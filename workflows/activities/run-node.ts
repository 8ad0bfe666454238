import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ApplicationFailure } from '@temporalio/common'
import { Fault } from '#pipeline/fault.ts'
import { likenessOf } from '#pipeline/inspect.ts'
import type { Context } from '#services/context.ts'
import { begin } from '#services/steps/begin.ts'
import { fail } from '#services/steps/fail.ts'
import { finish } from '#services/steps/finish.ts'
import { keep } from '#services/steps/keep.ts'
import { report } from '#services/steps/report.ts'
import type { Outcome } from '../frontier.ts'
import { mayRetry } from './failure.ts'
import type { Leave } from './leave.ts'
import { createReporter } from './reporter.ts'
import type { Made, StepWork } from './step-work.ts'

export interface Attempt extends Leave {
  runId: string
  node: string
  /** How many attempts of this step have failed already. */
  failures: number
  /** The work folder of a former attempt that is taken up. */
  folder?: string
  run(work: StepWork): Promise<Made>
}

/**
 * One attempt at one step: nothing if it has ended or a former result stands in, otherwise its body, its artifacts, its
 * row. Throws what deserves another attempt; every other fault ends the step.
 */
export async function runNode(ctx: Context, attempt: Attempt): Promise<Outcome> {
  const { runId, node, signal } = attempt
  const begun = await begin(ctx, { runId, node }).catch((thrown: unknown) => {
    if (thrown instanceof Fault && thrown.code === 'CANCELLED') return undefined
    throw thrown
  })
  if (!begun) return 'ended'
  if (begun.done) return outcomeOf(begun.status)

  const { token, step, inputs } = begun
  const folder = attempt.folder ?? join(ctx.work, token)
  const reporter = createReporter((batch) => report(ctx, { runId, node, token, ...batch }))
  try {
    const definition = ctx.catalogue.get(step.kind)
    if (!definition) throw new Fault('INVALID_GRAPH', `unknown kind of node: ${step.kind}`)
    const kept = (file: { name: string; path: string }) => keep(ctx, { runId, node, token, ...file })
    const body = attempt.run({
      ctx,
      runId,
      step,
      definition,
      inputs,
      attempt: begun.attempt,
      token,
      folder,
      signal,
      report: reporter,
      keep: kept,
    })
    const made = await Promise.race([body, attempt.released])
    await reporter.close()
    const { params, files } = step
    const likeness = definition.resembles && likenessOf(definition, definition.resembles({ params, files }))
    await finish(ctx, { runId, node, token, ...made, ...(likeness && { likeness }) })
  } catch (thrown) {
    if (thrown instanceof ApplicationFailure) throw thrown
    if (mayRetry(thrown, attempt.failures + 1)) {
      reporter.log('system', `attempt ${begun.attempt} ended: ${Fault.of(thrown).message}; trying again\n`)
      await reporter.close()
      throw thrown
    }
    await reporter.close()
    const fault = Fault.of(thrown)
    await fail(ctx, { runId, node, token, fault: fault.toJSON() })
    await discard(folder)
    return 'ended'
  }
  await discard(folder)
  return 'done'
}

export const discard = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })

export const outcomeOf = (status: string): Outcome => (status === 'done' || status === 'reused' ? 'done' : 'ended')
