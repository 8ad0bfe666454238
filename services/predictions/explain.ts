import { z } from 'zod'
import { type CategoryDigests, categoriesSeen } from '#engines/models/categories-seen.ts'
import { checkRows, type Row } from '#engines/models/check-rows.ts'
import { readPictures } from '#engines/models/read-pictures.ts'
import { Fault } from '#pipeline/fault.ts'
import type { ModelInput, Signature } from '#pipeline/ports/model.ts'
import { authorize } from '../access/authorize.ts'
import { readCategories, readDetails, type TrainingEnvironment } from '../artifacts/read-details.ts'
import type { Context } from '../context.ts'
import type { Lineage } from '../models/lineage.ts'
import { originOf, type VersionOrigin } from '../models/origin-of.ts'
import { parse } from '../parse.ts'
import { type Attribution, attribute } from './attribute.ts'
import { type FoundPrediction, findPrediction } from './find.ts'
import { type Recomputed, recompute } from './recompute.ts'
import { type AnsweringRoute, routeOf } from './route-of.ts'

export const explainInput = z.object({
  id: z.uuid(),
  /** Contributions that are sampled are the same for the same seed. */
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31)
    .default(0),
  /** How many rows the model may be asked about: more are surer and slower. */
  budget: z.number().int().min(1000).max(2_000_000).default(50_000),
})

export interface ExplainedPrediction {
  id: string
  at: Date
  microseconds: number
  endpoint: { name: string; removed: boolean }
  route: AnsweringRoute | null
  version: {
    id: string
    model: string
    number: number
    artifact: string
    target: string
    createdAt: Date
    /** No longer in use; its bytes are kept. */
    removed: boolean
  } | null
  /** Each value that was sent, and what training saw in its column. */
  row: { input: ModelInput; value: string | number | boolean | null; doubt: string | null }[] | null
  output: Record<string, unknown>
  again: Recomputed | null
  contributions: Attribution | null
  /** Its run, whoever logged it, and the data that went in. */
  origin: VersionOrigin | null
  /** Steps of a pipeline, where one made it. */
  lineage: Lineage | null
  environment: TrainingEnvironment | null
  /** What cannot be told, and why. */
  missing: { what: 'row' | 'version' | 'bytes' | 'contributions' | 'run' | 'environment'; why: string }[]
}

/**
 * Where an answer came from, the same answer computed again by the same bytes, and what each feature added to it.
 * Whatever is no longer there is named instead. Faults: NOT_FOUND.
 */
export async function explain(ctx: Context, input: z.input<typeof explainInput>): Promise<ExplainedPrediction> {
  authorize(ctx, 'prediction', 'read')
  const { id, seed, budget } = parse(explainInput, input)
  const found = await findPrediction(ctx.db, ctx.actor.projectId, id)
  const { prediction, endpoint, version, model } = found
  const missing: ExplainedPrediction['missing'] = []
  const kept = version?.artifact && version.signature ? { ...version, signature: version.signature } : null
  if (!version || !model) missing.push({ what: 'version', why: 'the version that answered was deleted for good' })
  else if (!kept) missing.push({ what: 'bytes', why: 'the version has no ONNX' })

  const row = kept && (await rowOf(kept.signature, prediction.inputs))
  if (kept && !row) missing.push({ what: 'row', why: 'the row that was sent was not kept' })
  const told = <T>(what: ExplainedPrediction['missing'][number]['what'], answer: Promise<T>): Promise<T | null> =>
    answer.catch((thrown) => {
      if (!(thrown instanceof Fault) || thrown.code === 'UNAVAILABLE') throw thrown
      missing.push({ what, why: thrown.message })
      return null
    })
  const [path, details, categories, route, from] = await Promise.all([
    kept?.artifact ? told('bytes', ctx.store.path(kept.artifact)) : null,
    version?.details ? told('contributions', readDetails(ctx, { artifact: version.details })) : null,
    version?.details ? readCategories(ctx, { artifact: version.details }).catch(() => ({})) : {},
    routeOf(ctx.db, found),
    version && originOf(ctx.db, ctx.actor.projectId, version),
  ])
  const ready = kept?.artifact && path && row && { path, signature: kept.signature, row, artifact: kept.artifact }
  const seesPictures = kept?.signature.inputs.some(({ type }) => type === 'image')
  const [again, contributions] = ready
    ? await Promise.all([
        told('bytes', recompute(ctx, { ...ready, recorded: prediction.output })),
        details && !seesPictures ? told('contributions', attribute(ctx, { ...ready, details, seed, budget })) : null,
      ])
    : [null, null]
  if (ready && details && !contributions && !missing.some(({ what }) => what === 'contributions'))
    missing.push({
      what: 'contributions',
      why: seesPictures ? 'only columns are taken apart, not pictures' : 'the version keeps no rows to compare with',
    })
  if (from?.whyNoRun) missing.push({ what: 'run', why: from.whyNoRun })
  if (version && !details?.environment)
    missing.push({ what: 'environment', why: 'the version does not say what it was trained with' })

  return {
    ...{ id, at: prediction.at, microseconds: prediction.microseconds, output: prediction.output },
    endpoint: { name: endpoint.name, removed: endpoint.deletedAt !== null },
    ...{ route, again, contributions, environment: details?.environment ?? null, missing },
    ...{ origin: from, lineage: from?.lineage ?? null },
    version: version && model && versionOf(version, model),
    row: kept && row && shownRow(kept.signature, row, categories),
  }
}

const versionOf = (
  { id, number, artifact, signature, createdAt, deletedAt }: NonNullable<FoundPrediction['version']>,
  model: NonNullable<FoundPrediction['model']>,
): ExplainedPrediction['version'] => ({
  ...{ id, number, createdAt, model: model.name, artifact: artifact ?? '', target: signature?.target ?? '' },
  removed: deletedAt !== null,
})

/** The row as the model took it; null when it was not kept whole. */
async function rowOf(signature: Signature, kept: Record<string, unknown>): Promise<Row | null> {
  if (signature.inputs.some(({ name }) => !Object.hasOwn(kept, name))) return null
  const [row] = (await readPictures(signature, [kept])) as [Record<string, unknown>]
  return Object.fromEntries(signature.inputs.map(({ name }) => [name, row[name] as Row[string]]))
}

function shownRow(signature: Signature, row: Row, categories: CategoryDigests): ExplainedPrediction['row'] {
  const { warnings } = checkRows(signature, [row], categoriesSeen(categories))
  return signature.inputs.map((input) => ({
    input,
    value: shown(row[input.name]),
    doubt: warnings.find(({ column }) => column === input.name)?.message ?? null,
  }))
}

const shown = (value: Row[string] | undefined): string | number | boolean | null =>
  typeof value === 'object' && value !== null ? value.url : (value ?? null)
