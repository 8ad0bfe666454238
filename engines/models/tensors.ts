import { Fault } from '#pipeline/fault.ts'
import { type ModelInput, missingText, type Signature } from '#pipeline/ports/model.ts'
import type { Pixels, Row } from './check-rows.ts'
import type { Feeds, Output } from './child/messages.ts'
import type { Answer } from './models.ts'
import { joined } from './onnx/write.ts'

/** Rows as one array a column: doubles, with NaN for what is missing, and strings; pictures as their bytes. */
export function feedsOf({ inputs }: Signature, rows: Row[]): Feeds {
  // One buffer for all numbers: handing many over to another thread costs more than filling them.
  const numbers = new Float64Array(inputs.filter(isNumeric).length * rows.length)
  const feeds: Feeds = {}
  let used = 0
  for (const input of inputs) {
    feeds[input.name] = valuesOf(input, rows, numbers.subarray(used, used + rows.length))
    if (isNumeric(input)) used += rows.length
  }
  return feeds
}

const isNumeric = ({ type }: ModelInput) => type !== 'text' && type !== 'image'

/** Numbers are written into `numbers`. */
function valuesOf({ name, type }: ModelInput, rows: Row[], numbers: Float64Array): Feeds[string] {
  switch (type) {
    case 'text':
      return rows.map((row) => (row[name] ?? missingText) as string)
    case 'image':
      return joined(rows.map((row) => (row[name] as Pixels).bytes))
    case 'number':
    case 'integer':
    case 'boolean':
      for (let row = 0; row < rows.length; row++) numbers[row] = Number(rows[row]?.[name] ?? Number.NaN)
      return numbers
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
