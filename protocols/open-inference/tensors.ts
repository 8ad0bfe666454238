import { z } from 'zod'
import type { Answer } from '#engines/models/models.ts'
import type { RawPicture } from '#engines/models/read-pictures.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { outputsOf, type TensorName } from './metadata.ts'

const datatypes = [
  ...['BOOL', 'BYTES', 'FP16', 'FP32', 'FP64', 'INT8', 'INT16', 'INT32', 'INT64'],
  ...['UINT8', 'UINT16', 'UINT32', 'UINT64'],
] as const

/** Open Inference Protocol, REST: github.com/open-inference/open-inference-protocol, inference_rest.md. */
export const inferRequest = z.object({
  id: z.string().optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
  inputs: z.array(
    z.object({
      name: z.string(),
      shape: z.array(z.number().int().min(0)),
      datatype: z.enum(datatypes),
      parameters: z.record(z.string(), z.unknown()).optional(),
      data: z.array(z.unknown()),
    }),
  ),
  outputs: z.array(z.object({ name: z.string() })).optional(),
})
export type InferRequest = z.infer<typeof inferRequest>

export interface OutputTensor {
  name: string
  shape: number[]
  datatype: string
  data: unknown[]
  parameters?: Record<string, string | number | boolean>
}

/** Tensors of one value a row (null where one is missing) as rows. Faults: INVALID_INPUT with the column. */
export function rowsOf({ inputs }: InferRequest): Record<string, unknown>[] {
  const [first] = inputs
  if (!first) throw new Fault('INVALID_INPUT', 'there is no input tensor')
  const count = first.shape[0] ?? 0
  const columns = inputs.map(({ name, shape, datatype, data }) => {
    const values = data.some(Array.isArray) ? data.flat(shape.length) : data
    const at = { column: name }
    if (shape.length === 4 && datatype === 'UINT8') return [name, picturesOf(name, shape, values)] as const
    if (shape.length < 1 || shape.length > 2 || (shape[1] ?? 1) !== 1)
      throw new Fault('INVALID_INPUT', `the shape of an input must be [rows, 1]: ${name} has [${shape}]`, { at })
    if (shape[0] !== count)
      throw new Fault('INVALID_INPUT', `inputs differ in their rows: ${name} has ${shape[0]}, not ${count}`, { at })
    if (values.length !== count)
      throw new Fault('INVALID_INPUT', `the data do not fill the shape: ${name} has ${values.length} values`, { at })
    return [name, values] as const
  })
  const twice = columns.find(([name], index) => columns.findIndex(([other]) => other === name) !== index)
  if (twice) throw new Fault('INVALID_INPUT', `an input is there twice: ${twice[0]}`, { at: { column: twice[0] } })
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(columns.map(([name, values]) => [name, values[row]])),
  )
}

/** One picture a row, as the tensor has them. */
function picturesOf(name: string, [rows = 0, ...shape]: number[], values: unknown[]): RawPicture[] {
  const size = shape.reduce((product, one) => product * one, 1)
  if (values.length !== rows * size)
    throw new Fault('INVALID_INPUT', `the data do not fill the shape: ${name} has ${values.length} values`, {
      at: { column: name },
    })
  return Array.from({ length: rows }, (_, row) => ({ shape, values: values.slice(row * size, (row + 1) * size) }))
}

/** Faults: INVALID_INPUT when an output is asked for that there is not. */
export function requireOutputs(signature: Signature, wanted: { name: string }[]): void {
  const names: string[] = outputsOf(signature).map(({ name }) => name)
  const unknown = wanted.find(({ name }) => !names.includes(name))
  if (unknown)
    throw new Fault('INVALID_INPUT', `the model has no such output: ${unknown.name}`, {
      hint: `it has ${names.join(', ')}`,
    })
}

/** The answers as the output tensors asked for, or all. */
export function tensorsOf(
  signature: Signature,
  predictions: ({ id: string } & Answer)[],
  wanted: { name: string }[] | undefined,
): OutputTensor[] {
  return outputsOf(signature)
    .filter(({ name }) => !wanted || wanted.some((one) => one.name === name))
    .map((output) => ({
      ...output,
      shape: [predictions.length, ...output.shape.slice(1)],
      data: dataOf[output.name](predictions, signature),
    }))
}

const dataOf: Record<TensorName, (predictions: ({ id: string } & Answer)[], signature: Signature) => unknown[]> = {
  label: (predictions) => predictions.map(({ prediction }) => prediction),
  prediction: (predictions) => predictions.map(({ prediction }) => prediction),
  prediction_id: (predictions) => predictions.map(({ id }) => id),
  probabilities: (predictions, { classes = [] }) =>
    predictions.flatMap(({ probabilities }) => classes.map((name) => probabilities?.[name])),
}
