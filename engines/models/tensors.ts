import { Fault } from '#pipeline/fault.ts'
import { missingText, type Signature } from '#pipeline/ports/model.ts'
import type { Row } from './check-rows.ts'
import type { Feeds, Output } from './child/messages.ts'
import type { Answer } from './models.ts'

/** Rows as one array a column: doubles, with NaN for what is missing, and strings. */
export const feedsOf = ({ inputs }: Signature, rows: Row[]): Feeds =>
  Object.fromEntries(
    inputs.map(({ name, type }) => [
      name,
      type === 'text'
        ? rows.map((row) => (row[name] ?? missingText) as string)
        : Float64Array.from(rows, (row) => Number(row[name] ?? Number.NaN)),
    ]),
  )

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
