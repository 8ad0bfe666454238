import { Readable } from 'node:stream'
import { Fault } from '#pipeline/fault.ts'
import type { Histogram, ModelInput, ModelValue, Parity, Signature } from '#pipeline/ports/model.ts'
import { type Linked, link } from '../artifacts/link.ts'
import type { Imported, TrainingEnvironment } from '../artifacts/read-details.ts'
import type { Context } from '../context.ts'
import { type Given, onnxType, passing } from './inspected.ts'

export interface AdmitOnnx extends Given {
  /** Rows to show, as a caller sends them; those of `rows`, or made ones, where there are none. */
  examples?: Record<string, unknown>[] | undefined
  /** Of the data that it was trained on, where whoever trained it says so. */
  background?: Record<string, unknown>[] | undefined
  /** How the numbers to predict lay in training; kept of numbers only. */
  target?: Histogram | undefined
  /** The columns as they were in training: ranges, histograms, categories. */
  inputs?: readonly ModelInput[] | undefined
  /** Of the ONNX and what it was made from, where whoever made it asked both. */
  parity?: Parity | undefined
  environment?: TrainingEnvironment | undefined
}

/** A model to register, from a file of the store that passes the gate. Faults: as the gate's, or what a person must say. */
export async function admitOnnx(
  ctx: Context,
  { examples, background, target, inputs = [], parity: told, environment, ...given }: AdmitOnnx,
): Promise<ModelValue> {
  return await passing(ctx, given, async ({ inspection, path, described }) => {
    const { file, admitted, question, found, remarks, rows } = inspection
    if (!admitted) throw question ? Fault.fromJSON(question) : new Fault('INTERNAL', 'the gate said nothing')
    const own = admitted.parity
    const parity = told ? { ...told, maxDifference: Math.max(told.maxDifference, own.maxDifference) } : own
    const signature = { ...admitted.signature, inputs: admitted.signature.inputs.map((one) => asTrained(one, inputs)) }
    const spread = target ?? described?.target
    const imported: Imported = { file, found, remarks, ...(rows && { rows }) }
    const details = {
      examples: (described ? undefined : fitting(examples, signature)) ?? admitted.examples,
      background: described?.background ?? fitting(background, signature) ?? [],
      importance: [],
      ...(spread && signature.task === 'regression' && { target: spread }),
      ...(described && { categories: described.categories }),
      imported,
      ...(environment && { environment }),
    }
    const graph = await ctx.store.adopt(path)
    const json = await ctx.store.put(Readable.from([JSON.stringify(details)]))
    const made: Linked[] = [
      { ...graph, mediaType: onnxType },
      { ...json, mediaType: 'application/json' },
    ]
    await link(ctx.db, ctx.actor.projectId, made)
    return { type: 'model', artifact: graph.sha256, signature, metrics: {}, parity, details: json.sha256 }
  })
}

/** A column as it was in training, where that says the same of what a caller sends. */
const asTrained = (admitted: ModelInput, inputs: readonly ModelInput[]): ModelInput =>
  inputs.find(({ name, type }) => name === admitted.name && type === admitted.type) ?? admitted

/** Rows with just the columns that a caller sends. */
function fitting(examples: AdmitOnnx['examples'], { inputs }: Signature): Record<string, unknown>[] | undefined {
  const has = (row: Record<string, unknown>) => inputs.every(({ name }) => name in row)
  return examples?.every(has) && examples.length > 0
    ? examples.map((row) => Object.fromEntries(inputs.map(({ name }) => [name, row[name]])))
    : undefined
}
