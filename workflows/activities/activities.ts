import { Context as ActivityContext } from '@temporalio/activity'
import type { Kernels } from '#engines/kernels/kernels.ts'
import type { FaultData } from '#pipeline/fault.ts'
import type { Context, Resources } from '#services/context.ts'
import { advance } from '#services/releases/advance.ts'
import { leadContext } from '#services/releases/lead-context.ts'
import { begin } from '#services/runs/begin.ts'
import { finish } from '#services/runs/finish.ts'
import { fire } from '#services/schedules/fire.ts'
import { fail } from '#services/steps/fail.ts'
import { skip } from '#services/steps/skip.ts'
import { fire as fireTrigger } from '#services/triggers/fire.ts'
import { look } from '#services/triggers/look.ts'
import type { Outcome } from '../frontier.ts'
import { createContexts } from './contexts.ts'
import { failureOf } from './failure.ts'
import { type Leave, leave } from './leave.ts'
import { runBody } from './run-body.ts'
import { runLongStep } from './run-long-step.ts'
import { outcomeOf, runNode } from './run-node.ts'
import { createRush } from './rush.ts'
import { createStops } from './stops.ts'

export type Activities = ReturnType<typeof createActivities>

/** What the workflow may ask for. Only names and outcomes go in and out; the data stays in the record and the store. */
export function createActivities({ resources, kernels }: { resources: Resources; kernels: Kernels }) {
  const contextOf = createContexts(resources)
  const stops = createStops(resources)
  const rush = createRush()

  const leaving = <I extends { runId: string }, O>(run: (input: I, ctx: Context, way: Leave) => Promise<O>) =>
    translated(async (input: I) => {
      const ctx = await contextOf(input.runId)
      const stop = stops.of(ctx, input.runId)
      return await run(input, ctx, leave(ActivityContext.current(), stop.signal)).finally(stop.done)
    })

  return {
    /** The plan as far as the workflow needs it, and what has been settled before, by a former result or a former worker. */
    openRun: translated(async ({ runId }: { runId: string }) => {
      await outlast(rush)
      const run = await begin(await contextOf(runId), { runId })
      const settled = Object.fromEntries(
        Object.entries(run.settled).map(([node, status]) => [node, outcomeOf(status)] as const),
      )
      return { steps: run.steps, settled }
    }),

    /** Steps of which each needs only what came before it. Stops at the first that does not end well. */
    runShortSteps: leaving(async ({ runId, nodes }: { runId: string; nodes: string[] }, ctx, way) => {
      const failures = ActivityContext.current().info.attempt - 1
      const outcomes: Outcome[] = []
      for (const node of nodes) {
        outcomes.push(await runNode(ctx, { runId, node, failures, ...way, run: runBody }))
        if (outcomes.at(-1) === 'ended') break
      }
      return outcomes
    }),

    runLongStep: leaving(({ runId, node }: { runId: string; node: string }, ctx, way) =>
      runLongStep(ctx, { runId, node, ...way, activity: ActivityContext.current(), kernels }),
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

    /** The run of a firing, begun, if there is to be one. */
    fireSchedule: translated(
      async (input: { scheduleId: string; id: string; scheduledAt: string; workflow: string }) => {
        rush.fired()
        const { runId } = await fire(resources, input)
        if (runId) await begin(await contextOf(runId), { runId })
        return { runId }
      },
    ),

    /** The run of what arrived, if there is to be one. */
    fireTrigger: translated((input: { firingId: string }) => fireTrigger(resources, input)),

    /** One look of a trigger, which may take as long as reading what arrived does. */
    lookForTrigger: translated(async (input: { triggerId: string }) => {
      const beat = setInterval(() => ActivityContext.current().heartbeat(), 5000)
      return await look(resources, input).finally(() => clearInterval(beat))
    }),
    /** Looks at a release, and says when to look again. */
    advanceRelease: translated(async ({ releaseId }: { releaseId: string }) =>
      advance(await leadContext(resources, releaseId), { releaseId }),
    ),

    closeRun: translated(async ({ runId, fault }: { runId: string; fault?: FaultData }) => {
      await finish(await contextOf(runId), { runId, ...(fault && { fault }) })
    }),
  }
}

/** Of many schedules at one instant each run begins before any goes on, but what goes on is never held back for good. */
async function outlast(rush: ReturnType<typeof createRush>): Promise<void> {
  for (let waited = 0; rush.lasts() && waited < 40_000; waited += 250) await ActivityContext.current().sleep(250)
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
