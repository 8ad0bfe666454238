import { constant, node, value } from '../onnx/build.ts'
import type { Element } from '../onnx/elements.ts'
import { numberOf } from '../onnx/elements.ts'
import type { InputPlan } from './plan.ts'

/** Fields of a graph in the making. */
export interface Parts {
  nodes: Uint8Array[]
  constants: Uint8Array[]
  /** A name that nothing else has. */
  fresh(): string
}

/** Inputs as fields of a graph, and the nodes that make of them what the file takes, under the names it knows. */
export function front(parts: Parts, plan: readonly InputPlan[], named: (name: string) => string): Uint8Array[] {
  return plan.flatMap((input) => {
    const target = named(input.name)
    if (input.kind === 'columns') return columns(parts, input, target)
    picture(parts, input, target)
    const { height, width, channels } = input.picture
    return [value(11, input.input.name, 'uint8', [height, width, channels])]
  })
}

function columns(
  { nodes, constants, fresh }: Parts,
  input: Extract<InputPlan, { kind: 'columns' }>,
  target: string,
): Uint8Array[] {
  const { element, flat } = input
  const text = element === 'string'
  const names = input.columns.map(({ name }) => name)
  const matrix = names.length === 1 ? (names[0] as string) : fresh()
  if (names.length > 1) nodes.push(node('Concat', names, matrix, { axis: 1 }))
  const cast = text ? matrix : fresh()
  if (!text) nodes.push(node('Cast', [matrix], cast, { to: numberOf(element) }))
  if (flat) {
    const shape = fresh()
    constants.push(constant.int64s(shape, [-1]))
    nodes.push(node('Reshape', [cast, shape], target))
  } else nodes.push(node('Identity', [cast], target))
  return names.map((name) => value(11, name, text ? 'string' : 'double', [1]))
}

function picture(
  { nodes, constants, fresh }: Parts,
  { input, picture, shape, element }: Extract<InputPlan, { kind: 'picture' }>,
  target: string,
): void {
  const { height, width, channels, wanted } = picture
  const step = (operator: string, inputs: string[], attributes = {}) => {
    const name = fresh()
    nodes.push(node(operator, inputs, name, attributes))
    return name
  }
  const numbers = (values: readonly number[]) => {
    const name = fresh()
    constants.push(constant.doubles(name, values))
    return name
  }
  let tensor = step('Cast', [input.name], { to: numberOf('double' satisfies Element) })
  if (wanted.scale !== 255) tensor = step('Div', [step('Mul', [tensor, numbers([wanted.scale])]), numbers([255])])
  if (wanted.mean) tensor = step('Sub', [tensor, numbers(wanted.mean)])
  if (wanted.std) tensor = step('Div', [tensor, numbers(wanted.std)])
  tensor = step('Cast', [tensor], { to: numberOf(element) })
  if (wanted.layout === 'nchw') tensor = step('Transpose', [tensor], { perm: [0, 3, 1, 2] })
  const dimensions = { nchw: [], nhwc: [], grey: [-1, height, width], columns: [-1, height * width * channels] }[shape]
  if (dimensions.length === 0) return void nodes.push(node('Identity', [tensor], target))
  const as = fresh()
  constants.push(constant.int64s(as, dimensions))
  nodes.push(node('Reshape', [tensor, as], target))
}
