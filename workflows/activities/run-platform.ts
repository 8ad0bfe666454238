import { platformOf } from './platform.ts'
import type { Made, StepWork, WithBody } from './step-work.ts'

/** A `run` body: effects on the platform, each applied once for this step, however often it is tried. */
export async function runPlatform({ ctx, runId, step, definition, inputs }: StepWork<WithBody<'run'>>): Promise<Made> {
  const outputs = await definition.run({
    params: step.params,
    inputs,
    platform: platformOf(ctx, { runId, node: step.node }),
  })
  return { outputs, artifacts: [] }
}
