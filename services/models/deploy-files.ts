import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { models, modelVersionFacts, modelVersions } from '#db/schema.ts'
import { contentHash } from '#pipeline/canonical.ts'
import { Fault } from '#pipeline/fault.ts'
import { corrections } from '#pipeline/ports/corrections.ts'
import type { EndpointValue } from '#pipeline/ports/endpoint.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { deploy } from '../endpoints/deploy.ts'
import { endpointName } from '../endpoints/find.ts'
import { notify } from '../events/notify.ts'
import { fileRef } from '../files/find.ts'
import { parse } from '../parse.ts'
import { tell } from '../triggers/tell.ts'
import { admitOnnx } from './admit-onnx.ts'
import { convertedFrom, keyOfConversion } from './converted-from.ts'
import { findRegisteredVersion, numbered, type RegisteredVersion } from './find-registered-version.ts'
import { keepRows, rowsTold } from './keep-rows.ts'
import { filesOf, type Told } from './onnx-files.ts'

export const deployFilesInput = numbered.extend({
  endpoint: endpointName,
  corrections: corrections.default({}),
  rows: fileRef.optional(),
})

/**
 * Deploys what a version's own files hold as ONNX or trees. It passes the gate and becomes the next version, because versions never
 * change; the same files, told the same, become a version once. Faults: INVALID_INPUT with what is to be said, or how to
 * convert; as the gate's.
 */
export async function deployFiles(ctx: Context, input: z.input<typeof deployFilesInput>): Promise<EndpointValue> {
  authorize(ctx, 'model', 'register')
  authorize(ctx, 'endpoint', 'deploy')
  const { endpoint, corrections, rows, ...ref } = parse(deployFilesInput, input)
  const told = { corrections, rows }
  const version = await findRegisteredVersion(ctx.db, ctx.actor.projectId, ref)
  const versionId = version.artifact ? version.id : await convert(ctx, version, told)
  return await deploy(ctx, { endpoint, version: { versionId } })
}

async function convert(ctx: Context, version: RegisteredVersion, told: Told): Promise<string> {
  const key = keyOfConversion(version.id, contentHash(told.rows ? told : told.corrections))
  const known = await convertedFrom(ctx.db, key)
  if (known) return known.id
  const model = await admitOnnx(ctx, await filesOf(ctx, version, told))
  const { artifact, signature, metrics, parity, details } = model
  const { modelId, model: name, loggedModelId, trackedRunId, runLink } = version
  const { projectId, userId } = ctx.actor
  const rows = await rowsTold(ctx, details)
  return await ctx.db.transaction(async (tx) => {
    // The update holds the row, so whoever makes a version waits for whoever is making one.
    const [counted] = await tx
      .update(models)
      .set({ lastNumber: sql`${models.lastNumber} + 1`, updatedAt: new Date() })
      .where(eq(models.id, modelId))
      .returning({ number: models.lastNumber })
    const number = counted?.number ?? 0
    const meanwhile = await convertedFrom(tx, key)
    if (meanwhile) {
      await tx
        .update(models)
        .set({ lastNumber: number - 1 })
        .where(eq(models.id, modelId))
      return meanwhile.id
    }
    const [made] = await tx
      .insert(modelVersions)
      .values({
        ...{ modelId, number, artifact, signature, metrics, parity, details, stepKey: key, createdBy: userId },
        ...{ loggedModelId, trackedRunId, runLink, source: `models:/${name}/${version.number}` },
      })
      .returning({ id: modelVersions.id })
    if (!made) throw new Fault('INTERNAL', 'no row')
    await keepRows(tx, made.id, rows)
    await tx
      .insert(modelVersionFacts)
      .values({ versionId: made.id, description: `Made of the files of version ${version.number}.` })
    await tell(tx, { projectId, kind: 'registered', subject: name, key: made.id, detail: { version: number } })
    await notify(tx, { project: projectId, topic: 'model', id: modelId })
    const detail = { name, number, from: version.number, artifact }
    await append(tx, ctx.actor, { action: 'register', resource: 'model', resourceId: made.id, detail })
    return made.id
  })
}
