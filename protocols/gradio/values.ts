import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import type { JobNews } from '#services/demos/jobs/news.ts'
import type { DemoOutline } from '#services/demos/outline.ts'
import { type Parameter, parametersOf } from './components.ts'

type Answer = NonNullable<NonNullable<JobNews['result']>['answers']>[number]

const fileData = z.object({ path: z.string() })
const frame = z.object({ headers: z.array(z.string()), data: z.array(z.array(z.unknown())).min(1).max(1000) })

/** The rows that a call asks about. Faults: INVALID_INPUT. */
export function rowsOfCall(outline: DemoOutline, call: string, data: readonly unknown[]): Record<string, unknown>[] {
  if (call === 'predict_batch') return rowsOfFrame(data[0])
  const parameters = parametersOf(outline)
  if (data.length > parameters.length)
    throw new Fault('INVALID_INPUT', `too many values: ${data.length}`, { hint: `send ${parameters.length}` })
  return [
    Object.fromEntries(
      parameters.map((parameter, index) => [
        parameter.input.name,
        // What is left out is what it usually is, as `info` says.
        data[index] === undefined ? parameter.input.usual : filled(parameter, data[index]),
      ]),
    ),
  ]
}

function filled({ input }: Parameter, value: unknown): unknown {
  if (input.type !== 'image' || value === null) return value
  const { data } = fileData.safeParse(value)
  const id = data && /^([0-9a-f-]{36})\//.exec(data.path)?.[1]
  if (id) return { upload: id }
  throw new Fault('INVALID_INPUT', `not a file that was uploaded here: ${input.name}`, {
    at: { column: input.name },
    hint: 'hand the client a file, not an address: it uploads it',
  })
}

function rowsOfFrame(value: unknown): Record<string, unknown>[] {
  const { data: given } = frame.safeParse(value)
  if (!given)
    throw new Fault('INVALID_INPUT', 'not a table', {
      hint: 'send { "headers": […], "data": [[…], …] } with 1 to 1000 rows',
    })
  const twice = given.headers.find((name, index) => given.headers.indexOf(name) !== index)
  if (twice !== undefined) throw new Fault('INVALID_INPUT', `a column is there twice: ${twice}`)
  return given.data.map((cells) => Object.fromEntries(given.headers.map((name, index) => [name, cells[index] ?? null])))
}

/** What a call gives back, as its clients know it. */
export function dataOfAnswers(call: string, answers: readonly Answer[]): unknown[] {
  if (call === 'predict_batch') return [frameOf(answers)]
  const [answer] = answers
  return [answer === undefined ? null : typeof answer.prediction === 'number' ? answer.prediction : labelOf(answer)]
}

/** Without probabilities Gradio wants none at all, rather than a guess. */
function labelOf({ prediction, probabilities }: Answer) {
  const confidences = Object.entries(probabilities ?? {})
    .map(([label, confidence]) => ({ label, confidence }))
    .sort((a, b) => b.confidence - a.confidence)
  return { label: String(prediction), confidences: confidences.length > 0 ? confidences : null }
}

function frameOf(answers: readonly Answer[]) {
  const classes = Object.keys(answers[0]?.probabilities ?? {})
  const headers = ['prediction', ...classes.map((name) => `${name} (probability)`)]
  const data = answers.map(({ prediction, probabilities }) => [
    prediction,
    ...classes.map((name) => probabilities?.[name] ?? null),
  ])
  return { headers, data, metadata: null }
}
