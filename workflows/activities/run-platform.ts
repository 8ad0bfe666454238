import { askAppOf } from './ask-app.ts'
import { platformOf } from './platform.ts'
import type { Made, MadeArtifact, StepWork, WithBody } from './step-work.ts'

/** A `run` body: effects on the platform, each applied once for this step, however often it is tried. */
export async function runPlatform(work: StepWork<WithBody<'run'>>, onAlive: () => void): Promise<Made> {
  const { ctx, runId, step, definition, inputs, report, folder, signal } = work
  const say = (text: string) => {
    report.log('system', `${text}\n`)
    report.progress(1, text)
  }
  const artifacts: MadeArtifact[] = []
  const askApp = askAppOf(work, { onAlive, onArtifact: (made) => artifacts.push(made) })
  const outputs = await definition.run({
    params: step.params,
    inputs,
    platform: { ...platformOf(ctx, { runId, node: step.node }, say, { folder, signal }), askApp },
  })
  return { outputs, artifacts }
}
