import { and, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { models, modelVersions } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { type ModelValue, modelValue } from '#pipeline/ports/model.ts'
import { authorize } from '../access/authorize.ts'
import { visible } from '../artifacts/visible.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { tell } from '../triggers/tell.ts'
import { demandOnnx, modelName, modelValueOf, type VersionRow } from './find.ts'
import { newAliasName } from './find-registered.ts'
import { keepRows, rowsTold } from './keep-rows.ts'
import { moveAlias } from './move-alias.ts'
import { trainingRunOf } from './training-run-of.ts'

export const registerInput = z.object({
  name: modelName,
  model: modelValue,
  /** Artifact of an evaluation. */
  report: z.string().optional(),
  description: z.string().max(4000).optional(),
  /** Leads to the new version from then on; a protected one is asked to. */
  alias: newAliasName.optional(),
  /** For the worker: the step that made it. Registering twice for one step (`<run>:<node>`) is registering once. */
  step: z.object({ runId: z.uuid(), node: z.string() }).optional(),
  /** The run of an experiment that it is from, as its client knows it. */
  trackedRunId: z.string().max(255).optional(),
})

export interface Registered extends ModelValue {
  /** The same model with the same report was a version of this name before, and is returned. */
  already: boolean
}

/**
 * The next version of a model, unless it is one already: numbers are dense and never given twice. Faults: NOT_FOUND when
 * the project does not have the model's bytes.
 */
export async function register(ctx: Context, input: z.input<typeof registerInput>): Promise<Registered> {
  authorize(ctx, 'model', 'register')
  const { name, model, report, description, alias, step, trackedRunId } = parse(registerInput, input)
  if (step) authorize(ctx, 'run', 'work')
  const { projectId, userId } = ctx.actor
  const stepKey = step ? `${step.runId}:${step.node}` : null
  const rows = step ? undefined : await rowsTold(ctx, model.details)
  return await ctx.db.transaction(async (tx) => {
    const known = stepKey && (await registered(tx, projectId, stepKey))
    if (known) return { ...modelValueOf(known), already: false }
    await requireArtifacts(tx, projectId, [model.artifact, model.details, ...(report ? [report] : [])])
    await tx.insert(models).values({ projectId, name, description }).onConflictDoNothing()
    const [row] = await tx
      .select({ id: models.id, lastNumber: models.lastNumber, description: models.description })
      .from(models)
      .where(and(eq(models.projectId, projectId), eq(models.name, name)))
      .for('update')
    if (!row) throw new Fault('INTERNAL', 'no row')
    const meanwhile = stepKey && (await registered(tx, projectId, stepKey))
    if (meanwhile) return { ...modelValueOf(meanwhile), already: false }
    const reason = `registered by ${step ? `step ${step.node} of run ${step.runId}` : ctx.actor.name}`
    const move = { modelId: row.id, name, reason, cause: step?.runId }
    const same = await equal(tx, row.id, { ...model, report })
    if (same) {
      if (description !== undefined && description !== row.description)
        await tx.update(models).set({ description, updatedAt: new Date() }).where(eq(models.id, row.id))
      if (alias) await moveAlias(tx, ctx.actor, { ...move, alias, to: same.number })
      return { ...modelValueOf(demandOnnx({ ...same, model: name })), already: true }
    }

    const number = row.lastNumber + 1
    const { artifact, signature, metrics, parity, details } = model
    const [version] = await tx
      .insert(modelVersions)
      .values({
        ...{ modelId: row.id, number, artifact, signature, metrics, parity, details, report, stepKey },
        ...{ runId: step?.runId, node: step?.node, createdBy: userId },
        trackedRunId: step ? await trainingRunOf(tx, projectId, step) : trackedRunId,
      })
      .returning()
    if (!version) throw new Fault('INTERNAL', 'no row')
    await keepRows(tx, version.id, rows)
    await tx
      .update(models)
      .set({
        lastNumber: number,
        updatedAt: new Date(),
        deletedAt: null,
        ...(description !== undefined && { description }),
      })
      .where(eq(models.id, row.id))
    await tell(tx, {
      ...{ projectId, kind: 'registered' as const, subject: name, key: version.id, detail: { version: number } },
      cause: step?.runId,
    })
    await notify(tx, { project: projectId, topic: 'model', id: row.id })
    await append(tx, ctx.actor, {
      action: 'register',
      resource: 'model',
      resourceId: version.id,
      detail: { name, number, artifact },
    })
    if (alias) await moveAlias(tx, ctx.actor, { ...move, alias, to: number })
    return { ...modelValueOf(demandOnnx({ ...version, model: name })), already: false }
  })
}

async function registered(tx: Queryable, projectId: string, stepKey: string): Promise<VersionRow | undefined> {
  const [row] = await tx
    .select({ version: modelVersions, model: models.name })
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .where(and(eq(models.projectId, projectId), eq(modelVersions.stepKey, stepKey)))
  return row && demandOnnx({ ...row.version, model: row.model })
}

/** The newest version of the same content. */
async function equal(
  tx: Queryable,
  modelId: string,
  { report, ...model }: ModelValue & { report: string | undefined },
) {
  const { artifact, details, signature, metrics, parity } = model
  const [version] = await tx
    .select()
    .from(modelVersions)
    .where(
      and(
        ...[eq(modelVersions.modelId, modelId), isNull(modelVersions.deletedAt)],
        ...[eq(modelVersions.artifact, artifact), eq(modelVersions.details, details)],
        report ? eq(modelVersions.report, report) : isNull(modelVersions.report),
        ...[eq(modelVersions.signature, signature), eq(modelVersions.metrics, metrics)],
        eq(modelVersions.parity, parity),
      ),
    )
    .orderBy(desc(modelVersions.number))
    .limit(1)
  return version
}

async function requireArtifacts(tx: Queryable, projectId: string, needed: string[]): Promise<void> {
  const seen = await visible(tx, projectId, needed)
  const missing = needed.find((sha256) => !seen.has(sha256))
  if (missing) throw new Fault('NOT_FOUND', `no such artifact: ${missing}`)
}
