import type { Row } from '../check-rows.ts'
import type { Compared } from '../coalitions.ts'
import type { Contributions } from '../contributions.ts'
import { type Source, sourcesOf } from './columns.ts'
import type { Structure } from './structure.ts'
import { treeShapley } from './tree-shapley.ts'

/** What a graph makes of rows on its way: for each tensor its values, row after row. */
export type Look = (rows: Row[], tensors: readonly string[]) => Promise<Record<string, Looked>>

export interface Looked {
  data: ArrayLike<unknown>
  /** Values a row. */
  width: number
}

export interface Exactly extends Compared {
  structure: Structure
  look: Look
  /** How many rows the model may be asked about at most; trees may be walked a few hundred steps for each. */
  budget: number
}

const stepsForRow = 400
/** How far what we read in the graph may lie from what it answers, in single precision. */
const tolerance = 1e-4

/**
 * Contributions through what the model is, for any number of inputs: the leaves of its trees, or what each input adds to
 * a weighted sum by itself. Undefined where a feature is made of several inputs, where it would take too long, and where
 * what was read does not answer as the model does.
 */
export async function explainExactly(asked: Exactly): Promise<Contributions | undefined> {
  const { structure, look, row, background } = asked
  const { wiring, matrix, measured } = structure
  const widths = new Map<string, number>()
  for (const [name, { width }] of Object.entries(await look([row], measured))) widths.set(name, width)
  const sources = sourcesOf(wiring, matrix, widths)
  if (!sources || background.length === 0) return undefined
  return structure.ensemble ? await throughTrees(asked, sources) : await oneByOne(asked)
}

async function throughTrees(
  { structure, look, score, row, background, features, budget }: Exactly,
  sources: readonly Source[],
): Promise<Contributions | undefined> {
  const { ensemble, matrix } = structure
  if (!ensemble) return undefined
  const seen = (await look([row, ...background], [matrix]))[matrix]
  if (!seen || seen.width !== sources.length) return undefined
  const data = seen.data as ArrayLike<number> & { subarray(from: number, to: number): ArrayLike<number> }
  const at = (place: number) => data.subarray(place * seen.width, (place + 1) * seen.width)
  const player = Int32Array.from(sources, (source) => (source === null ? -1 : features.indexOf(source)))
  const [found, answers] = await Promise.all([
    treeShapley({
      ...{ ensemble, player, players: features.length, row: at(0), most: budget * stepsForRow },
      others: background.map((_, place) => at(place + 1)),
    }),
    score([row, ...background]),
  ])
  const [value = [], ...others] = answers
  if (!found || found.whole.length !== value.length) return undefined
  return told({ features, value, others, values: found.values, through: 'trees' })
}

/** Where inputs only add up, what one changes is the same whatever the others are. */
async function oneByOne({ score, row, background, features, budget }: Exactly): Promise<Contributions | undefined> {
  if ((features.length + 1) * background.length + 1 > budget) return undefined
  const swapped = features.flatMap((name) => background.map((other): Row => ({ ...row, [name]: other[name] ?? null })))
  const answers = await score([row, ...background, ...swapped])
  const [value = []] = answers
  const mean = (of: readonly number[][], output: number) =>
    of.reduce((sum, one) => sum + (one[output] ?? 0), 0) / of.length
  const values = features.map((_, place) => {
    const from = 1 + (place + 1) * background.length
    return value.map((one, output) => one - mean(answers.slice(from, from + background.length), output))
  })
  const others = answers.slice(1, 1 + background.length)
  return told({ features, value, others, values, through: 'sums', asked: answers.length })
}

interface Found {
  features: readonly string[]
  value: number[]
  /** What the model says of the background. */
  others: number[][]
  values: number[][]
  through: 'trees' | 'sums'
  asked?: number
}

/** Unless they do not add up to what the model says. */
function told({ features, value, others, values, through, asked }: Found): Contributions | undefined {
  const added = value.map((_, output) => values.reduce((sum, one) => sum + (one[output] ?? 0), 0))
  const off = value.map((one, output) => {
    const mean = others.reduce((sum, other) => sum + (other[output] ?? 0), 0) / others.length
    return Math.abs(one - mean - (added[output] ?? 0)) / Math.max(1, Math.abs(one), Math.abs(mean))
  })
  if (!off.every((one) => one <= tolerance)) return undefined
  return {
    value,
    base: value.map((one, output) => one - (added[output] ?? 0)),
    features: features.map((name, place) => ({
      ...{ name, contributions: values[place] ?? [], errors: value.map(() => 0) },
    })),
    ...{ method: 'exact', through, permutations: 0, background: others.length },
    rowsAsked: asked ?? others.length + 1,
  }
}
