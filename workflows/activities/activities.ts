import { Context as ActivityContext } from '@temporalio/activity'
import type { Kernels } from '#engines/kernels/kernels.ts'
import type { FaultData } from '#pipeline/fault.ts'
import type { Resources } from '#services/context.ts'
import { begin } from '#services/runs/begin.ts'
import { finish } from '#services/runs/finish.ts'
import { fail } from '#services/steps/fail.ts'
import { skip } from '#services/steps/skip.ts'
import type { Outcome } from '../frontier.ts'
import { createContexts } from './contexts.ts'
import { failureOf } from './failure.ts'
import { runBody } from './run-body.ts'
import { runLongStep } from './run-long-step.ts'
import { outcomeOf, runNode } from './run-node.ts'

export type Activities = ReturnType<typeof createActivities>

interface StepRef {
  runId: string
  node: string
}

/** What the workflow may ask for. Only names and outcomes go in and out; the data stays in the record and the store. */
export function createActivities({ resources, kernels }: { resources: Resources; kernels: Kernels }) {
  const contextOf = createContexts(resources)

  return {
    /** The plan as far as the workflow needs it, and what has been settled before, by a former result or a former worker. */
    openRun: translated(async ({ runId }: { runId: string }) => {
      const run = await begin(await contextOf(runId), { runId })
      const settled = Object.fromEntries(
        Object.entries(run.settled).map(([node, status]) => [node, outcomeOf(status)] as const),
      )
      return { steps: run.steps, settled }
    }),

    /** Steps of which each needs only what came before it. Stops at the first that does not end well. */
    runShortSteps: translated(async ({ runId, nodes }: { runId: string; nodes: string[] }) => {
      const { info, cancellationSignal } = ActivityContext.current()
      const ctx = await contextOf(runId)
      const outcomes: Outcome[] = []
      for (const node of nodes) {
        const failures = info.attempt - 1
        outcomes.push(await runNode(ctx, { runId, node, failures, signal: cancellationSignal, run: runBody }))
        if (outcomes.at(-1) === 'ended') break
      }
      return outcomes
    }),

    runLongStep: translated(async (step: StepRef) =>
      runLongStep(await contextOf(step.runId), kernels, step, ActivityContext.current()),
    ),

    skipSteps: translated(async ({ runId, ...steps }: { runId: string; nodes: string[]; because: string }) => {
      await skip(await contextOf(runId), { runId, ...steps })
    }),

    /** Gives up steps whose activity came to nothing. Returns those that had not ended well before. */
    failSteps: translated(async ({ runId, nodes, fault }: { runId: string; nodes: string[]; fault: FaultData }) => {
      const ctx = await contextOf(runId)
      const failed: string[] = []
      for (const node of nodes) {
        const { status } = await fail(ctx, { runId, node, fault })
        if (outcomeOf(status) === 'ended') failed.push(node)
      }
      return { failed }
    }),

    closeRun: translated(async ({ runId, fault }: { runId: string; fault?: FaultData }) => {
      await finish(await contextOf(runId), { runId, ...(fault && { fault }) })
    }),
  }
}

const translated =
  <I, O>(activity: (input: I) => Promise<O>) =>
  async (input: I): Promise<O> => {
    try {
      return await activity(input)
    } catch (thrown) {
      throw failureOf(thrown, ActivityContext.current().info.attempt)
    }
  }
