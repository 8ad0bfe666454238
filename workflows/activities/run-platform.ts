import { platformOf } from './platform.ts'
import type { Made, StepWork, WithBody } from './step-work.ts'

/** A `run` body: effects on the platform, each applied once for this step, however often it is tried. */
export async function runPlatform(work: StepWork<WithBody<'run'>>): Promise<Made> {
  const { ctx, runId, step, definition, inputs, report, folder, signal } = work
  const say = (text: string) => {
    report.log('system', `${text}\n`)
    report.progress(1, text)
  }
  const outputs = await definition.run({
    params: step.params,
    inputs,
    platform: platformOf(ctx, { runId, node: step.node }, say, { folder, signal }),
  })
  return { outputs, artifacts: [] }
}
