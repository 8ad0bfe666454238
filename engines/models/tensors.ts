import { Fault } from '#pipeline/fault.ts'
import { type ModelInput, missingText, type Signature } from '#pipeline/ports/model.ts'
import type { Pixels, Row } from './check-rows.ts'
import type { Feeds, Output } from './child/messages.ts'
import type { Answer } from './models.ts'
import { joined } from './onnx/write.ts'

/** Rows as one array a column: doubles, with NaN for what is missing, and strings; pictures as their bytes. */
export const feedsOf = ({ inputs }: Signature, rows: Row[]): Feeds =>
  Object.fromEntries(
    inputs.map(({ name, type }) => [
      name,
      valuesOf(
        type,
        rows.map((row) => row[name]),
      ),
    ]),
  )

function valuesOf(type: ModelInput['type'], values: (Row[string] | undefined)[]): Feeds[string] {
  switch (type) {
    case 'text':
      return values.map((value) => (value ?? missingText) as string)
    case 'image':
      return joined(values.map((value) => (value as Pixels).bytes))
    case 'number':
    case 'integer':
    case 'boolean':
      return Float64Array.from(values, (value) => Number(value ?? Number.NaN))
  }
}

export function pictureOf({ inputs }: Signature): { picture: number[] } | undefined {
  const picture = inputs.find(({ type }) => type === 'image')?.picture
  return picture && { picture: [picture.height, picture.width, picture.channels] }
}

export const outputsOf = ({ outputs }: Signature): string[] =>
  Object.values(outputs).filter((name) => name !== undefined)

/** The model's outputs as one answer a row. */
export function answersOf(
  { outputs, classes = [] }: Signature,
  results: Record<string, Output>,
  rows: number,
): Answer[] {
  const result = (name: string | undefined) => (name === undefined ? undefined : results[name])
  const said = result(outputs.label) ?? result(outputs.prediction)
  if (!said) throw new Fault('INTERNAL', 'the signature names neither a label nor a prediction')
  const shares = result(outputs.probabilities)
  return Array.from({ length: rows }, (_, row) => {
    const prediction = said.data[row * said.width]
    const answer: Answer = { prediction: typeof prediction === 'string' ? prediction : Number(prediction) }
    if (shares)
      answer.probabilities = Object.fromEntries(
        classes.map((name, index) => [name, Number(shares.data[row * shares.width + index])]),
      )
    return answer
  })
}
