import { Fault } from '#pipeline/fault.ts'
import type { Corrections } from '#pipeline/ports/corrections.ts'
import type { Model } from '../onnx/read.ts'
import { classNames } from './column-names.ts'
import type { Remark } from './gated.ts'
import { madeBy, type Origin, ownClasses } from './origin.ts'
import type { OutputPlan, Planned } from './plan.ts'

/** An output as it came of made rows. */
export interface Seen {
  name: string
  /** ONNX Runtime's name of the element type. */
  type: string
  /** Values a row. */
  width: number
  values: ArrayLike<number | bigint | string>
}

const isLabel = ({ type, width }: Seen) => width === 1 && (type === 'string' || /^u?int(8|16|32|64)$/.test(type))
const isScores = ({ type }: Seen) => /^float/.test(type)

/** What a caller gets, from what came of made rows. Faults: INVALID_INPUT where a person must say more; BAD_DATA. */
export function planOutputs(model: Model, seen: readonly Seen[], corrections: Corrections): Planned<OutputPlan> {
  const remarks: Remark[] = []
  const called = (name: string | undefined) => {
    if (name === undefined) return undefined
    const output = seen.find((one) => one.name === name)
    if (!output)
      throw new Fault('INVALID_INPUT', `the model has no such output: ${name}`, {
        at: { param: 'outputs' },
        hint: `it has ${seen.map((one) => one.name).join(', ')}`,
      })
    return output
  }
  const told = corrections.outputs ?? {}
  const number = called(told.prediction)
  const label = called(told.label) ?? (corrections.task === 'regression' || number ? undefined : seen.find(isLabel))
  const wide = seen.filter((one) => isScores(one) && one !== label)
  const scores = called(told.scores) ?? wide.find(({ width }) => width > 1) ?? (wide.length === 1 ? wide[0] : undefined)
  const origin = scores && madeBy(model.graph, scores.name)
  const classifies =
    !number &&
    (corrections.task
      ? corrections.task === 'classification'
      : Boolean(label) || (scores?.width ?? 0) > 1 || origin === 'Sigmoid')
  const used = classifies ? [label, scores] : [number ?? scores ?? wide[0] ?? seen[0]]
  const unused = seen.filter((one) => !used.includes(one)).map(({ name }) => name)
  if (unused.length > 0) remarks.push({ text: `Not answered: ${unused.join(', ')}.`, assumed: false })
  if (!classifies) return { plan: numberOf(used[0], corrections), remarks }
  return { plan: classesOf(model, label, scores, origin, corrections, remarks), remarks }
}

function numberOf(output: Seen | undefined, { task }: Corrections): OutputPlan {
  if (!output || output.type === 'string' || output.width !== 1)
    throw new Fault('INVALID_INPUT', `not one number a row: ${output?.name ?? 'nothing'} has ${output?.width ?? 0}`, {
      at: { param: 'outputs' },
      hint:
        task === 'regression'
          ? 'several numbers at once are not answered yet: export one of them'
          : 'say which output it is: outputs.prediction, or outputs.scores of a classifier',
    })
  return { task: 'regression', number: output.name }
}

function classesOf(
  model: Model,
  label: Seen | undefined,
  scores: Seen | undefined,
  origin: Origin,
  corrections: Corrections,
  remarks: Remark[],
): OutputPlan {
  const own = ownClasses(model.graph)
  // One score for two classes: how much it is the second.
  const count = scores ? Math.max(2, scores.width) : (corrections.classes?.length ?? own?.length)
  const fitting = own?.length === count ? own : undefined
  if (corrections.classes && count !== undefined && corrections.classes.length !== count)
    throw new Fault('INVALID_INPUT', `the model tells ${count} classes apart, not ${corrections.classes.length}`, {
      at: { param: 'classes' },
      hint: 'name each class, in the order of the scores',
    })
  const named = corrections.classes ?? fitting?.map(String) ?? (count ? classNames(model, count) : undefined)
  if (!named && count === undefined)
    throw new Fault('INVALID_INPUT', 'the file does not say which classes there are', {
      at: { param: 'classes' },
      hint: 'name the classes, in the order of their numbers from 0',
    })
  const classes = named ?? Array.from({ length: count ?? 0 }, (_, index) => String(index))
  remarks.push(
    named
      ? { text: `It tells ${classes.length} classes apart.`, assumed: false }
      : { text: `The file does not name its ${classes.length} classes; they are numbered.`, assumed: true },
  )
  if (new Set(classes).size !== classes.length)
    throw new Fault('INVALID_INPUT', 'two classes have one name', { at: { param: 'classes' } })
  const codes = label && label.type !== 'string' ? codesOf(fitting, classes.length) : undefined
  return {
    task: 'classification',
    classes,
    ...(label && {
      label: { name: label.name, element: label.type === 'string' ? 'string' : 'int64', ...(codes && { codes }) },
    }),
    ...(scores && {
      scores: { name: scores.name, width: scores.width, are: kindOf(scores, origin, corrections, remarks) },
    }),
  }
}

const codesOf = (own: readonly (string | number)[] | undefined, count: number): number[] =>
  own?.every((code) => typeof code === 'number')
    ? (own as number[])
    : Array.from({ length: count }, (_, index) => index)

function kindOf(
  scores: Seen,
  origin: Origin,
  { scores: told }: Corrections,
  remarks: Remark[],
): 'probabilities' | 'logits' {
  if (told) return told
  if (origin === 'Softmax' || origin === 'Sigmoid' || sumsToOne(scores)) {
    remarks.push({ text: `${scores.name} are probabilities.`, assumed: false })
    return 'probabilities'
  }
  remarks.push({
    text: `${scores.name} are taken for logits: a ${scores.width === 1 ? 'sigmoid' : 'softmax'} makes probabilities of them.`,
    assumed: true,
  })
  return 'logits'
}

function sumsToOne({ values, width }: Seen): boolean {
  const numbers = Array.from(values, Number)
  if (numbers.some((value) => !(value >= -1e-6 && value <= 1 + 1e-6))) return false
  if (width === 1) return true
  return Array.from({ length: numbers.length / width }, (_, row) =>
    numbers.slice(row * width, (row + 1) * width).reduce((sum, value) => sum + value, 0),
  ).every((sum) => Math.abs(sum - 1) < 1e-3)
}
