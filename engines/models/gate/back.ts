import type { Signature } from '#pipeline/ports/model.ts'
import { constant, node, value } from '../onnx/build.ts'
import { numberOf } from '../onnx/elements.ts'
import type { Parts } from './front.ts'
import type { OutputPlan } from './plan.ts'

export interface Outputs {
  fields: Uint8Array[]
  names: Signature['outputs']
}

/** The nodes that make of a file's outputs what a caller gets: labels as text, probabilities by class, or a number. */
export function back(
  parts: Parts,
  plan: OutputPlan,
  named: (name: string) => string,
  unlike: (name: string) => string,
): Outputs {
  const { nodes, constants, fresh } = parts
  const step = (operator: string, inputs: string[], attributes = {}) => {
    const name = fresh()
    nodes.push(node(operator, inputs, name, attributes))
    return name
  }
  const shaped = (tensor: string, ...dimensions: number[]) => {
    const as = fresh()
    constants.push(constant.int64s(as, dimensions))
    return step('Reshape', [tensor, as])
  }
  const float = (tensor: string) => step('Cast', [tensor], { to: numberOf('float') })
  const given = (name: string, tensor: string) => {
    const output = unlike(name)
    nodes.push(node('Identity', [tensor], output))
    return output
  }
  if (plan.task === 'regression') {
    const prediction = given(
      'prediction',
      shaped(step('Cast', [named(plan.number)], { to: numberOf('double') }), -1, 1),
    )
    return { fields: [value(12, prediction, 'double', [1])], names: { prediction } }
  }

  const { classes, label, scores } = plan
  const probabilities = scores && probabilitiesOf()
  const text = fresh()
  constants.push(constant.strings(text, classes))
  const chosen = label
    ? fromLabel(label)
    : step('Gather', [text, step('ArgMax', [probabilities as string], { axis: 1, keepdims: 0 })], { axis: 0 })
  const names = {
    label: given('label', chosen),
    ...(probabilities && { probabilities: given('probabilities', probabilities) }),
  }
  const fields = [
    value(12, names.label, 'string', []),
    ...(names.probabilities ? [value(12, names.probabilities, 'float', [classes.length])] : []),
  ]
  return { fields, names }

  function probabilitiesOf(): string {
    const { name, width, are } = scores as NonNullable<typeof scores>
    const matrix = shaped(float(named(name)), -1, width)
    if (width > 1) return are === 'logits' ? step('Softmax', [matrix], { axis: 1 }) : matrix
    const second = are === 'logits' ? step('Sigmoid', [matrix]) : matrix
    const one = fresh()
    constants.push(constant.int64s(one, [1]))
    return step('Concat', [step('Sub', [float(one), second]), second], { axis: 1 })
  }

  /** Texts stand as they are; numbers are looked up among the codes of the classes. */
  function fromLabel({ name, codes }: NonNullable<typeof label>): string {
    if (!codes) return shaped(named(name), -1)
    const known = fresh()
    constants.push(constant.int64s(known, codes, [1, codes.length]))
    const same = step('Equal', [shaped(step('Cast', [named(name)], { to: numberOf('int64') }), -1, 1), known])
    return step('Gather', [text, step('ArgMax', [float(same)], { axis: 1, keepdims: 0 })], { axis: 0 })
  }
}
