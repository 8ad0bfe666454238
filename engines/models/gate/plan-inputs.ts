import { Fault } from '#pipeline/fault.ts'
import type { ColumnCorrection, Corrections } from '#pipeline/ports/corrections.ts'
import type { ModelInput } from '#pipeline/ports/model.ts'
import type { Element } from '../onnx/elements.ts'
import type { Model, Value } from '../onnx/read.ts'
import { columnNames } from './column-names.ts'
import type { Remark } from './gated.ts'
import { limits } from './limits.ts'
import type { InputPlan, Planned } from './plan.ts'
import { looksLikePicture, planPicture } from './plan-picture.ts'

const typeOf: Partial<Record<Element, ModelInput['type']>> = {
  float: 'number',
  double: 'number',
  int64: 'integer',
  int32: 'integer',
  int16: 'integer',
  int8: 'integer',
  uint8: 'integer',
  bool: 'boolean',
  string: 'text',
}

/** What a caller must send, from what the file takes. Faults: INVALID_INPUT where a person must say more; BAD_DATA. */
export function planInputs(model: Model, corrections: Corrections): Planned<InputPlan[]> {
  const { inputs, constants } = model.graph
  const given = new Set(constants.map(({ name }) => name))
  const sent = inputs.filter(({ name }) => !given.has(name))
  if (sent.length === 0) throw new Fault('BAD_DATA', 'the model has no inputs', { hint: 'export it with inputs' })
  const [first] = sent
  if (first && sent.length === 1 && (corrections.image || looksLikePicture(first)))
    return planPicture(first, corrections.image ?? {})

  const widths = sent.map((input) => widthOf(input, sent.length === 1 ? corrections.columns?.length : undefined))
  const total = widths.reduce((sum, width) => sum + width, 0)
  if (total > limits.columns)
    throw new Fault('LIMIT', `the model takes too many columns: ${total}`, { hint: `at most ${limits.columns}` })
  const remarks: Remark[] = []
  const columns = namedColumns(model, sent, widths, corrections, remarks)
  let at = 0
  const plan = sent.map((input, index): InputPlan => {
    const element = input.element as Element
    const own = columns.slice(at, at + (widths[index] ?? 1))
    at += own.length
    const fixed = input.shape?.[0]
    return {
      kind: 'columns',
      name: input.name,
      element,
      flat: input.shape?.length === 1,
      fixedRows: typeof fixed === 'number' && fixed > 0 ? fixed : undefined,
      columns: own.map((column) => asInput(column, element)),
    }
  })
  return { plan, remarks }
}

function widthOf({ name, kind, element, shape }: Value, told: number | undefined): number {
  if (kind !== 'tensor' || !element || !typeOf[element])
    throw new Fault('BAD_DATA', `the model takes what no column holds: ${name} (${element ?? kind})`, {
      hint:
        element === 'float16'
          ? 'export it with inputs of float32 (keep_io_types=True)'
          : 'export it with tensors of numbers or strings',
    })
  const rank = shape?.length
  if (rank === 1) return 1
  const width = shape?.[1]
  if (rank === 2 && typeof width === 'number' && width > 0) return width
  if ((rank === 2 || rank === undefined) && told) return told
  if (rank === 2 || rank === undefined)
    throw new Fault('INVALID_INPUT', `the file does not say how many columns the model takes: ${name}`, {
      at: { param: 'columns' },
      hint: 'name the columns, in the order in which the model takes them',
    })
  throw new Fault(
    'INVALID_INPUT',
    `neither columns nor a picture: ${name} of shape [${shape?.map((size) => size ?? '?').join(', ')}]`,
    {
      at: { param: 'image' },
      hint: 'if it is a picture, say its height, width and channels; sequences and other shapes cannot be served yet',
    },
  )
}

function namedColumns(
  model: Model,
  sent: Value[],
  widths: number[],
  { columns: told }: Corrections,
  remarks: Remark[],
): ColumnCorrection[] {
  const total = widths.reduce((sum, width) => sum + width, 0)
  const names = told?.map((column) => (typeof column === 'string' ? { name: column } : column))
  if (names && names.length !== total)
    throw new Fault('INVALID_INPUT', `the model takes ${total} columns, not ${names.length}`, {
      at: { param: 'columns' },
      hint: 'name each column that the model takes, in its order',
    })
  const twice = names?.find(({ name }, index) => names.findIndex((other) => other.name === name) !== index)
  if (twice) throw new Fault('INVALID_INPUT', `two columns have one name: ${twice.name}`, { at: { param: 'columns' } })
  const single = widths.every((width) => width === 1)
  // Whoever lists the columns of a table need not know in which order the graph names them.
  const byName = single ? sent.flatMap(({ name }) => names?.find((column) => column.name === name) ?? []) : []
  if (byName.length === total) return byName
  if (names) return names
  if (single) return sent.map(({ name }) => ({ name }))
  const own = columnNames(model, total)
  if (own) {
    remarks.push({ text: `The file names its ${total} columns.`, assumed: false })
    return own.map((name) => ({ name }))
  }
  remarks.push({ text: `The file does not name its ${total} columns; they are numbered.`, assumed: true })
  return sent.flatMap(({ name }, index) =>
    Array.from({ length: widths[index] ?? 1 }, (_, place) => ({
      name: sent.length === 1 ? `x${place}` : widths[index] === 1 ? name : `${name}_${place}`,
    })),
  )
}

function asInput(
  { name, type, optional, range, categories, unit, description }: ColumnCorrection,
  element: Element,
): ModelInput {
  const own = typeOf[element] as ModelInput['type']
  if (type && (type === 'text') !== (own === 'text'))
    throw new Fault('INVALID_INPUT', `the model takes ${own} here, not ${type}: ${name}`, {
      at: { param: 'columns', column: name },
    })
  return {
    name,
    type: type ?? own,
    missing: optional ? 1e-6 : 0,
    ...(unit && { unit }),
    ...(description && { description }),
    ...(range && { range }),
    ...(categories && {
      categories: categories.map((value) => ({ value, count: 0 })),
      categoryCount: categories.length,
    }),
  }
}
