import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { results, type StepStatus } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { portValue } from '#pipeline/ports/index.ts'
import { authorize } from '../access/authorize.ts'
import { artifactsOf } from '../artifacts/artifacts-of.ts'
import type { Context } from '../context.ts'
import { told } from '../events/notify.ts'
import { logFigures } from '../monitors/log-figures.ts'
import { parse } from '../parse.ts'
import { finishTraining } from '../runs/finish-training.ts'
import { rowsOf } from './begin.ts'
import { fence, lockStep } from './fence.ts'

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
  /** Under which name what came out is remembered, for steps like this one that have not run yet. */
  likeness: z.string().optional(),
})

/**
 * Ends a step well, once: outputs, their visibility in the project and the entry in the cache appear together. Told again
 * with the same token, it changes nothing. Faults: CONFLICT when another attempt has taken over.
 */
export async function finish(ctx: Context, input: z.input<typeof finishInput>): Promise<{ status: StepStatus }> {
  authorize(ctx, 'run', 'work')
  const { runId, node, token, outputs, artifacts, likeness } = parse(finishInput, input)
  const { projectId } = ctx.actor
  const stored = await measured(ctx, outputs, artifacts)

  if (await write(ctx, { runId, node, token, outputs }, stored)) {
    await finishTraining(ctx, { runId, node, outputs })
    await logFigures(ctx, { runId, outputs })
    if (likeness) await remember(ctx, likeness, { runId, node, outputs })
    return { status: 'done' }
  }
  return await ctx.db.transaction(async (tx) => {
    const step = await lockStep(tx, projectId, runId, node)
    fence(step, token, node)
    return { status: step.status }
  })
}

/** All of it in one statement, because a chain of small steps costs little else. Says whether the step was this attempt's to end. */
async function write(
  ctx: Context,
  { runId, node, token, outputs }: Omit<z.output<typeof finishInput>, 'artifacts'>,
  stored: MadeArtifact[],
): Promise<boolean> {
  const { projectId } = ctx.actor
  const { rows } = await ctx.db.execute(sql`
    with step as (
      update steps set status = 'done', outputs = ${JSON.stringify(outputs)}::jsonb,
        rows_out = ${rowsOf(Object.values(outputs))}::float8, progress = 1, ended_at = now(), fault = null,
        message = case when effect then message end
      where run_id = ${runId} and node = ${node} and token = ${token} and status = 'running'
        and exists (select 1 from runs where runs.id = ${runId} and runs.project_id = ${projectId})
      returning key, effect, outputs, rows_out
    ), bytes as (
      select byte.* from step, jsonb_to_recordset(${JSON.stringify(stored)}::jsonb)
        as byte(sha256 text, size bigint, "mediaType" text)
    ), kept as (
      insert into artifacts (sha256, size, media_type)
      select distinct on (sha256) sha256, size, "mediaType" from bytes order by sha256
      on conflict do nothing
    ), linked as (
      insert into project_artifacts (project_id, sha256)
      select distinct ${projectId}::uuid, sha256 from bytes order by sha256
      on conflict do nothing
    ), cached as (
      insert into results (project_id, key, outputs, rows_out, run_id, node)
      select ${projectId}::uuid, key, outputs, rows_out, ${runId}::uuid, ${node} from step where not effect
      on conflict (project_id, key) do update set outputs = excluded.outputs, rows_out = excluded.rows_out,
        run_id = excluded.run_id, node = excluded.node, created_at = now()
    )
    select ${told({ project: projectId, topic: 'run', run: runId, node })} from step`)
  return rows.length > 0
}

async function remember(
  { db, actor }: Context,
  key: string,
  made: Pick<z.output<typeof finishInput>, 'runId' | 'node' | 'outputs'>,
): Promise<void> {
  await db
    .insert(results)
    .values({ ...made, projectId: actor.projectId, key })
    .onConflictDoUpdate({ target: [results.projectId, results.key], set: { ...made, createdAt: new Date() } })
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
