import type { Graph, Node } from '../onnx/read.ts'

export type Origin = 'Softmax' | 'Sigmoid' | undefined

const passing = new Set(['Identity', 'Reshape', 'Squeeze', 'Unsqueeze', 'Flatten', 'Cast'])

/** What made the scores, seen through what only reshapes them. */
export function madeBy({ nodes }: Graph, name: string): Origin {
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)))
  let node = makers.get(name)
  for (let steps = 0; node && passing.has(node.operator) && steps < 20; steps++) node = makers.get(node.inputs[0] ?? '')
  return node?.operator === 'Softmax' || node?.operator === 'Sigmoid' ? node.operator : undefined
}

/** The one operator that makes dictionaries of probabilities, and what it makes them of. */
export const zipMaps = ({ nodes }: Graph): { node: Node; output: string; scores: string }[] =>
  nodes
    .filter(({ operator, domain }) => operator === 'ZipMap' && domain === 'ai.onnx.ml')
    .map((node) => ({ node, output: node.outputs[0] ?? '', scores: node.inputs[0] ?? '' }))

/** Classes as scikit-learn's, LightGBM's and XGBoost's converters write them down. */
export function ownClasses({ nodes }: Graph): (string | number)[] | undefined {
  const lists = nodes
    .filter(({ domain }) => domain === 'ai.onnx.ml')
    .flatMap(({ attributes }) =>
      attributes
        .filter(({ name }) => /^classlabels_/.test(name))
        .map(({ texts, integers }): (string | number)[] => (texts.length > 0 ? texts : integers)),
    )
  return lists.findLast((list) => list.length > 1)
}
