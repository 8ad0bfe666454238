import type { ModelInput, Signature } from '#pipeline/ports/model.ts'
import type { ResolvedEndpoint } from '#services/endpoints/resolve.ts'

export interface TensorMetadata {
  name: string
  datatype: string
  /** -1: any number. */
  shape: number[]
  parameters?: Record<string, string | number | boolean>
}

export const datatypeOf = {
  number: 'FP64',
  integer: 'INT64',
  boolean: 'BOOL',
  text: 'BYTES',
  image: 'UINT8',
} as const satisfies Record<ModelInput['type'], string>

export type TensorName = 'label' | 'prediction' | 'probabilities' | 'prediction_id'

type OutputMetadata = TensorMetadata & { name: TensorName }

const told = new WeakMap<Signature, OutputMetadata[]>()

/** Outputs by their names in the protocol, which the names of columns have no say in. */
export function outputsOf(signature: Signature): OutputMetadata[] {
  const known = told.get(signature) ?? outputsFor(signature)
  told.set(signature, known)
  return known
}

function outputsFor({ task, classes = [] }: Signature): OutputMetadata[] {
  const id = { name: 'prediction_id', datatype: 'BYTES', shape: [-1, 1] } satisfies OutputMetadata
  if (task === 'regression') return [{ name: 'prediction', datatype: 'FP64', shape: [-1, 1] }, id]
  const parameters = { classes: JSON.stringify(classes) }
  return [
    { name: 'label', datatype: 'BYTES', shape: [-1, 1] },
    { name: 'probabilities', datatype: 'FP64', shape: [-1, classes.length], parameters },
    id,
  ]
}

const shapeOf = ({ picture }: ModelInput): number[] =>
  picture ? [-1, picture.height, picture.width, picture.channels] : [-1, 1]

/** The model's own columns are the inputs, each a tensor of one value a row; a picture may come as BYTES in base64 too. */
export function metadataOf({ name, targets }: ResolvedEndpoint, signature: Signature) {
  return {
    name,
    versions: targets.filter(({ mode }) => mode !== 'shadow').map(({ number }) => String(number)),
    platform: 'onnx_onnxruntime',
    inputs: signature.inputs.map(
      (input): TensorMetadata => ({
        name: input.name,
        datatype: datatypeOf[input.type],
        shape: shapeOf(input),
        parameters: {
          optional: input.missing > 0,
          ...(input.picture && { content: 'image/png, image/jpeg, image/webp' }),
        },
      }),
    ),
    outputs: outputsOf(signature),
  }
}
