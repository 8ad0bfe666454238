import { readFile } from 'node:fs/promises'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import type { ColumnCorrection, Corrections } from '#pipeline/ports/corrections.ts'
import type { TrainingEnvironment } from '../artifacts/read-details.ts'
import type { Context } from '../context.ts'
import { list } from '../tracking/artifacts/list.ts'
import { open } from '../tracking/artifacts/open.ts'
import { environmentTold } from './environment-told.ts'

const mostText = 4 * 1024 * 1024

/** `MLmodel`, as far as it matters here. Source: mlflow.org/docs/latest/ml/model. */
const described = z.object({
  flavors: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  signature: z.object({ inputs: z.string().nullish() }).nullish(),
  saved_input_example_info: z.object({ artifact_path: z.string(), type: z.string() }).nullish(),
})
const interpreter = z.object({ python: z.string() })
const columns = z.array(z.object({ name: z.string(), type: z.string(), required: z.boolean().optional() }))
const split = z.object({ columns: z.array(z.string()), data: z.array(z.array(z.unknown())) })

const typeOf: Record<string, NonNullable<ColumnCorrection['type']>> = {
  boolean: 'boolean',
  integer: 'integer',
  long: 'integer',
  float: 'number',
  double: 'number',
  string: 'text',
}

export interface MlflowModel {
  flavors: string[]
  /** The file that can be served, among the tracked files: ONNX, or trees that are translated into it. */
  servable: { path: string; form: 'onnx' | 'trees' } | undefined
  /** Names of files beside it that it may keep data in, and their paths. */
  beside: Record<string, string>
  corrections: Corrections
  examples: Record<string, unknown>[] | undefined
  environment: TrainingEnvironment | undefined
}

/** What a folder that MLflow logged holds; nothing in it is run or loaded. */
export async function mlflowModel(ctx: Context, folder: string): Promise<MlflowModel> {
  const files = (await list(ctx, { folder })).filter(({ isFolder }) => !isFolder).map(({ name }) => name)
  const text = async (name: string) => {
    if (!files.includes(name)) return ''
    const { path, size } = await open(ctx, { path: `${folder}/${name}` })
    return size > mostText ? '' : await readFile(path, 'utf8')
  }
  const told = described.safeParse(yaml(await text('MLmodel')) ?? {}).data ?? { flavors: {} }
  const dataOf = (flavor: string) => files.find((file) => file === told.flavors[flavor]?.data)
  const onnx = dataOf('onnx') ?? onlyOne(files.filter((file) => file.endsWith('.onnx')))
  const trees = [dataOf('xgboost'), dataOf('lightgbm')].find((file) => file && treeFile.test(file))
  const name = onnx ?? trees
  const example = told.saved_input_example_info
  const rows = example?.type === 'dataframe' ? rowsOf(json(await text(example.artifact_path))) : undefined
  const { python } = interpreter.safeParse(yaml(await text('python_env.yaml'))).data ?? {}
  return {
    flavors: Object.keys(told.flavors).filter((flavor) => flavor !== 'python_function'),
    servable: name === undefined ? undefined : { path: `${folder}/${name}`, form: onnx ? 'onnx' : 'trees' },
    beside: Object.fromEntries(files.filter((file) => file !== name).map((file) => [file, `${folder}/${file}`])),
    corrections: correctionsOf(told.signature?.inputs),
    examples: rows,
    environment: environmentTold(await text('requirements.txt'), python),
  }
}

/** In these XGBoost and LightGBM keep numbers and names alone; a pickle is code. */
const treeFile = /\.(ubj|json|lgb|txt|skops)$/

const onlyOne = (files: string[]) => (files.length === 1 ? files[0] : undefined)

function correctionsOf(inputs: string | null | undefined): Corrections {
  const read = columns.safeParse(json(inputs ?? ''))
  if (!read.success || read.data.length === 0) return {}
  return {
    columns: read.data.map(({ name, type, required = true }) => ({
      name,
      ...(typeOf[type] && { type: typeOf[type] }),
      ...(!required && { optional: true }),
    })),
  }
}

function rowsOf(example: unknown): Record<string, unknown>[] | undefined {
  const read = split.safeParse(example)
  return read.data?.data
    .slice(0, 10)
    .map((row) => Object.fromEntries(read.data.columns.map((name, place) => [name, row[place]])))
}

function yaml(text: string): unknown {
  try {
    return parseYaml(text, { maxAliasCount: 10 })
  } catch {
    return undefined
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
