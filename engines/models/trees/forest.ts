import { Fault } from '#pipeline/fault.ts'

/** A tree as arrays by node, its root first; a leaf has its own number as both children. */
export interface Tree {
  /** Which of the answers it adds to. */
  target: number
  feature: number[]
  threshold: number[]
  yes: number[]
  no: number[]
  missingYes: boolean[]
  /** What leaves add; 0 elsewhere. */
  leaf: number[]
}

/** Boosted trees as the libraries keep them: sums of leaves, of which something is made at the end. */
export interface Forest {
  library: 'XGBoost' | 'LightGBM'
  width: number
  names: string[] | undefined
  trees: Tree[]
  /** Added to the sum of leaves, by answer. */
  start: number[]
  /** Of the answers: XGBoost asks `<` of single precision, LightGBM `<=` of double. */
  precision: 'float' | 'double'
  task: 'classification' | 'regression'
  end: 'nothing' | 'exponential' | { sigmoid: number } | 'softmax'
}

interface Side {
  feature: number
  threshold: number
  yes: number
  no: number
  missingYes: boolean
}

export const untranslated = (what: string, hint: string): Fault =>
  new Fault('BAD_DATA', `trees that cannot be translated into ONNX: ${what}`, { hint })

export const damaged = (what: string): Fault =>
  new Fault('BAD_DATA', `the file of trees is damaged: ${what}`, { hint: 'save the model again, or upload it anew' })

/** The tree that hangs on a root, without nodes that hang on nothing. Faults: BAD_DATA where it is no tree. */
export function treeOf<Id>(
  target: number,
  root: Id,
  at: (id: Id) => { leaf: number } | (Omit<Side, 'yes' | 'no'> & { yes: Id; no: Id }),
): Tree {
  const tree: Tree = { target, feature: [], threshold: [], yes: [], no: [], missingYes: [], leaf: [] }
  const found: Id[] = [root]
  const seen = new Set(found)
  const place = (id: Id) => {
    if (seen.has(id)) throw damaged('a node of a tree has two parents')
    seen.add(id)
    return found.push(id) - 1
  }
  for (let index = 0; index < found.length; index++) {
    const node = at(found[index] as Id)
    const numbers = 'leaf' in node ? [node.leaf] : [node.threshold, node.feature]
    if (!numbers.every(Number.isFinite)) throw damaged('a node of a tree without its numbers')
    const side: Side =
      'leaf' in node
        ? { feature: 0, threshold: 0, yes: index, no: index, missingYes: false }
        : { ...node, yes: place(node.yes), no: place(node.no) }
    tree.feature.push(side.feature)
    tree.threshold.push(side.threshold)
    tree.yes.push(side.yes)
    tree.no.push(side.no)
    tree.missingYes.push(side.missingYes)
    tree.leaf.push('leaf' in node ? node.leaf : 0)
  }
  return tree
}
