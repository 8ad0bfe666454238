import { createHash } from 'node:crypto'
import { runTags } from '#db/schema.ts'
import { canonical } from '#pipeline/canonical.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import { readDetails, type TrainingEnvironment } from '../artifacts/read-details.ts'
import type { Context } from '../context.ts'
import { wordsAreDue } from '../search/words-are-due.ts'
import { endTraining, trainingId } from './track-training.ts'

/** Ends the run of a training that ended well, and says of it what it was trained with. */
export async function finishTraining(
  ctx: Context,
  { runId, node, outputs }: { runId: string; node: string; outputs: Record<string, PortValue> },
): Promise<void> {
  const model = Object.values(outputs).find((output) => output.type === 'model')
  if (!model || !(await ctx.db.transaction((tx) => endTraining(tx, runId, node)))) return
  const { environment } = await readDetails(ctx, { artifact: model.details })
  if (!environment) return
  const tag = { runId: trainingId(runId, node), key: 'espalier.environment', value: inShort(environment) }
  await ctx.db.transaction(async (tx) => {
    await tx.insert(runTags).values(tag).onConflictDoNothing()
    await wordsAreDue(tx, tag.runId)
  })
}

const told = ['lightgbm', 'scikit-learn', 'numpy', 'onnx', 'skl2onnx']

/** For people, and equal only where all of it is: the model itself keeps every package. */
export function inShort(environment: TrainingEnvironment): string {
  const { python, platform, packages } = environment
  const named = told.flatMap((name) => (packages[name] ? [`${name} ${packages[name]}`] : []))
  const digest = createHash('sha256').update(canonical(environment)).digest('hex').slice(0, 8)
  const count = `${Object.keys(packages).length} packages (${digest})`
  return [`Python ${python}`, platform, ...named, count].join(', ')
}
