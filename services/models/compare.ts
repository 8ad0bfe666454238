import { eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { artifacts, modelVersions } from '#db/schema.ts'
import { bestOf } from '#pipeline/better.ts'
import { Fault } from '#pipeline/fault.ts'
import type { ModelInput } from '#pipeline/ports/model.ts'
import { authorize } from '../access/authorize.ts'
import { readEvaluation } from '../artifacts/read-evaluation.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type ComparedRow, rowsOf } from '../side-by-side.ts'
import { findRegisteredVersion, numbered, type RegisteredVersion } from './find-registered-version.ts'
import { metricsOf } from './logged-metrics.ts'
import { originOf } from './origin-of.ts'
import { paramsOf } from './params-of.ts'

export const compareInput = z.object({ versions: z.array(numbered).min(2, 'name two versions or more').max(20) })

export interface Comparison {
  versions: Pick<RegisteredVersion, 'id' | 'model' | 'number' | 'aliases' | 'stage' | 'createdAt'>[]
  metrics: ComparedRow<number>[]
  params: ComparedRow<string>[]
  /** Files and logged data that it was trained on, by their versions. */
  data: ComparedRow<string>[]
  /** What a caller sends, what comes back. */
  signature: ComparedRow<string>[]
  facts: ComparedRow<number>[]
}

/** Versions side by side, what differs first. Faults: NOT_FOUND; INVALID_INPUT for fewer than two. */
export async function compare(ctx: Context, input: z.input<typeof compareInput>): Promise<Comparison> {
  authorize(ctx, 'model', 'read')
  const { versions: asked } = parse(compareInput, input)
  const all = await Promise.all(asked.map((ref) => known(ctx, ref)))
  const metrics = rowsOf(all.map((one) => one.metrics)).map((row) => ({ ...row, best: bestOf(row.name, row.values) }))
  return {
    versions: all.map(({ shown }) => shown),
    metrics,
    params: rowsOf(all.map((one) => one.params)),
    data: rowsOf(all.map((one) => one.data)),
    signature: rowsOf(all.map((one) => one.signature)),
    facts: rowsOf(all.map((one) => one.facts)),
  }
}

async function known(ctx: Context, ref: z.output<typeof numbered>) {
  const { projectId } = ctx.actor
  const found = await findRegisteredVersion(ctx.db, projectId, ref)
  const { id, model, number, aliases, stage, createdAt } = found
  const [row] = await ctx.db.select().from(modelVersions).where(eq(modelVersions.id, id))
  if (!row) throw new Fault('INTERNAL', 'no row')
  const { report, signature, artifact, parity } = row
  const [params, from, evaluation, [bytes], figures] = await Promise.all([
    paramsOf(ctx.db, projectId, row),
    originOf(ctx.db, projectId, row),
    report ? readEvaluation(ctx, { artifact: report }) : null,
    artifact
      ? ctx.db
          .select()
          .from(artifacts)
          .where(inArray(artifacts.sha256, [artifact]))
      : [],
    metricsOf(ctx.db, projectId, [row]),
  ])
  return {
    shown: { id, model, number, aliases, stage, createdAt },
    metrics: { ...figures.get(id), ...evaluation?.metrics },
    params: Object.fromEntries(params.all.map(({ name, value }) => [name, value])),
    data: Object.fromEntries([
      ...from.datasets.map(({ name, digest }) => [name, `data version ${digest}`]),
      ...from.files.map(({ name, version, sha256 }) => [
        name,
        version === null ? sha256.slice(0, 12) : `version ${version}`,
      ]),
    ]),
    signature: signature
      ? {
          task: signature.task,
          target: signature.target,
          ...(signature.classes && { classes: signature.classes.join(', ') }),
          ...Object.fromEntries(signature.inputs.map((one) => [`column ${one.name}`, inputText(one)])),
        }
      : {},
    facts: {
      ...(bytes && { bytes: bytes.size }),
      ...(signature && { columns: signature.inputs.length }),
      ...(parity && { parityRows: parity.rows, parityDifference: parity.maxDifference }),
    } as Record<string, number>,
  }
}

function inputText({ type, range, categories, categoryCount, missing }: ModelInput): string {
  const values = range
    ? `${range[0]} to ${range[1]}`
    : categories
      ? `${categoryCount ?? categories.length} categories`
      : ''
  return [type, values, missing > 0 ? 'may be missing' : ''].filter(Boolean).join(', ')
}
