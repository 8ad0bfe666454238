import type { Constant, Node } from '../onnx/read.ts'
import { attributesOf, floatIn, floatsIn, integerIn, numbersIn } from './attributes.ts'
import type { Wiring } from './columns.ts'

/** What a node adds up: each column times its weight, for each target. */
export interface Weights {
  targets: number
  /** By column, then by target. */
  of: Float64Array
  /** What is added whatever the columns are, by target, as far as this node says. */
  base: number[]
}

/** The weights of a node that weighs columns and adds them up; undefined for any other, or where they are no constants. */
export function weightsOf(node: Node, { constants, madeOf }: Wiring): Weights | undefined {
  const fixed = node.inputs.slice(1).every((name) => madeOf(name).size === 0)
  if (!fixed || madeOf(node.inputs[0] ?? '').size === 0) return undefined
  const said = attributesOf(node)
  switch (node.operator) {
    case 'MatMul':
      return ofMatrix(constants.get(node.inputs[1] ?? ''))
    case 'Gemm':
      if ((integerIn(said.get('transA')) ?? 0) !== 0) return undefined
      return ofMatrix(
        constants.get(node.inputs[1] ?? ''),
        (integerIn(said.get('transB')) ?? 0) === 1 ? 'transposed' : 'as it stands',
        floatIn(said.get('alpha')) ?? 1,
      )
    case 'LinearRegressor':
    case 'LinearClassifier': {
      const base = [...floatsIn(said.get('intercepts'))]
      return ofRows(
        floatsIn(said.get('coefficients')),
        integerIn(said.get('targets')) ?? Math.max(1, base.length),
        base,
      )
    }
    default:
      return undefined
  }
}

function ofMatrix(
  matrix: Constant | undefined,
  order: 'transposed' | 'as it stands' = 'as it stands',
  factor = 1,
): Weights | undefined {
  const numbers = matrix && numbersIn(matrix)
  if (!numbers || matrix.dimensions.length > 2) return undefined
  const [rows = 1, columns = 1] = matrix.dimensions
  if (numbers.length !== rows * columns) return undefined
  const scaled = numbers.map((weight) => weight * factor)
  return order === 'transposed' ? ofRows(scaled, rows, []) : { targets: columns, of: scaled, base: [] }
}

/** Of weights that stand target by target. */
function ofRows(weights: Float64Array, targets: number, base: number[]): Weights | undefined {
  const columns = weights.length / targets
  if (columns === 0 || !Number.isInteger(columns)) return undefined
  const of = weights.map((_, place) => weights[(place % targets) * columns + Math.floor(place / targets)] as number)
  return { targets, of, base }
}

/** What it says of these columns, by target. */
export function weighed({ targets, of, base }: Weights, columns: ArrayLike<number>): number[] {
  const sums = Array.from({ length: targets }, (_, target) => base[target] ?? 0)
  for (let column = 0; column * targets < of.length; column += 1)
    for (let target = 0; target < targets; target += 1)
      sums[target] = (sums[target] as number) + (of[column * targets + target] as number) * (columns[column] as number)
  return sums
}
