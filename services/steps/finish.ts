import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { results, type StepStatus, steps } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { portValue } from '#pipeline/ports/index.ts'
import { authorize } from '../access/authorize.ts'
import { artifactsOf } from '../artifacts/artifacts-of.ts'
import { link } from '../artifacts/link.ts'
import type { Context } from '../context.ts'
import { told } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { rowsOf } from './begin.ts'
import { fence, lockStep } from './fence.ts'
import { isTerminal } from './terminal.ts'

const made = z.object({ sha256: z.string(), size: z.number().int(), mediaType: z.string() })
/** Bytes that a step put into the store. */
export type MadeArtifact = z.infer<typeof made>

export const finishInput = z.object({
  runId: z.uuid(),
  node: z.string(),
  token: z.uuid(),
  outputs: z.record(z.string(), portValue),
  /** Whatever is left out and named by `outputs` is looked up in the store. */
  artifacts: z.array(made).default([]),
})

/**
 * Ends a step well, once: outputs, their visibility in the project and the entry in the cache appear together. Told again
 * with the same token, it changes nothing. Faults: CONFLICT when another attempt has taken over.
 */
export async function finish(ctx: Context, input: z.input<typeof finishInput>): Promise<{ status: StepStatus }> {
  authorize(ctx, 'run', 'work')
  const { runId, node, token, outputs, artifacts } = parse(finishInput, input)
  const { projectId } = ctx.actor
  const stored = await measured(ctx, outputs, artifacts)

  return await ctx.db.transaction(async (tx) => {
    const step = await lockStep(tx, projectId, runId, node)
    fence(step, token, node)
    if (isTerminal(step.status)) return { status: step.status }
    const rowsOut = rowsOf(Object.values(outputs))
    await link(tx, projectId, stored)
    const here = and(eq(steps.runId, runId), eq(steps.node, node))
    const result = { outputs, rowsOut, runId, node, createdAt: new Date() }
    await tx
      .update(steps)
      .set({ status: 'done', outputs, rowsOut, progress: 1, endedAt: new Date(), fault: null })
      .where(here)
      .returning({ told: told({ project: projectId, topic: 'run', run: runId, node }) })
    if (!step.effect)
      await tx
        .insert(results)
        .values({ ...result, projectId, key: step.key })
        .onConflictDoUpdate({ target: [results.projectId, results.key], set: result })
    return { status: 'done' }
  })
}

async function measured(
  { store }: Context,
  outputs: z.output<typeof finishInput>['outputs'],
  known: MadeArtifact[],
): Promise<MadeArtifact[]> {
  const named = Object.values(outputs).flatMap(artifactsOf)
  const given = new Map(known.map((artifact) => [artifact.sha256, artifact]))
  const looked = named.map(async ({ sha256, mediaType }) => {
    const size = await store.size(sha256)
    return given.get(sha256) ?? { sha256, size, mediaType }
  })
  const all = await Promise.all(looked)
  const names = new Set(named.map(({ sha256 }) => sha256))
  const stray = known.find(({ sha256 }) => !names.has(sha256))
  if (stray) throw new Fault('INVALID_INPUT', `an artifact that no output names: ${stray.sha256}`)
  return all
}
