import type { Row } from '../check-rows.ts'
import type { Contributions } from '../contributions.ts'
import { type Source, sourcesOf } from './columns.ts'
import { logOdds } from './log-odds.ts'
import { type Look, type Seen, seen } from './seen.ts'
import type { Structure } from './structure.ts'
import { treeShapley } from './tree-shapley.ts'
import { weighedShapley } from './weighed-shapley.ts'

export interface Exactly {
  structure: Structure
  look: Look
  row: Row
  /** The rows that it is compared with; the very same array next time is not looked at again. */
  background: Row[]
  features: string[]
  /** Trees may be walked a few hundred steps for each. */
  budget: number
}

const stepsForRow = 400
/** How far what was read in the graph may lie from what it answers, in single precision. */
const tolerance = 1e-4

/**
 * Contributions through what the model is, for any number of inputs: the leaves of its trees, or what each input adds to
 * a weighted sum by itself. Where shares are made of sums they are of the log-odds, for only those add up. Undefined where
 * a feature is made of several inputs, where it would take too long, and where what was read does not answer as the model
 * does. Through trees that take long, a row is compared with the first of the background only.
 */
export async function explainExactly(asked: Exactly): Promise<Contributions | undefined> {
  const { structure, look, row, background, features, budget } = asked
  const [columns, mine, theirs] = await Promise.all([
    sourcesIn(asked),
    seen(structure, look, [row]),
    background.length > 0 ? seenOf(asked) : undefined,
  ])
  const [own, value] = [mine?.features[0], mine?.answers[0]]
  if (!columns || !own || !value || !theirs || own.length !== columns.length) return undefined
  const player = Int32Array.from(columns, (source) => (source === null ? -1 : features.indexOf(source)))
  const game = { player, players: features.length, row: own, others: theirs.features }
  const { trees, weights } = structure.sum
  const found = trees
    ? await treeShapley({ ...game, ensemble: trees, most: budget * stepsForRow })
    : weighedShapley({ ...game, weights })
  const { link } = structure
  const values = found?.values.map((one) => (link ? logOdds(one, link.post, value.length) : one) ?? [])
  return values && told({ structure, features, value, others: theirs.answers.slice(0, found?.compared), values })
}

const known = new WeakMap<Row[], { structure: Structure; seen: Promise<Seen | undefined> }>()

function seenOf({ structure, look, background }: Exactly): Promise<Seen | undefined> {
  const before = known.get(background)
  if (before?.structure === structure) return before.seen
  const found = seen(structure, look, background)
  known.set(background, { structure, seen: found })
  found.catch(() => known.delete(background))
  return found
}

const sources = new WeakMap<Structure, Promise<readonly Source[] | undefined>>()

/** Of all rows the same. */
function sourcesIn({ structure, look, row }: Exactly): Promise<readonly Source[] | undefined> {
  const { wiring, matrix, measured } = structure
  const found =
    sources.get(structure) ??
    look([row], measured).then((looked) =>
      sourcesOf(wiring, matrix, new Map(Object.entries(looked).map(([name, { width }]) => [name, width]))),
    )
  sources.set(structure, found)
  found.catch(() => sources.delete(structure))
  return found
}

interface Found {
  structure: Structure
  features: readonly string[]
  value: number[]
  /** What it says of those that were compared with. */
  others: number[][]
  values: number[][]
}

/** Unless they do not add up to what the model says. */
function told({ structure, features, value, others, values }: Found): Contributions | undefined {
  const added = value.map((_, output) => values.reduce((sum, one) => sum + (one[output] ?? 0), 0))
  const off = value.map((one, output) => {
    const mean = others.reduce((sum, other) => sum + (other[output] ?? 0), 0) / others.length
    return Math.abs(one - mean - (added[output] ?? 0)) / Math.max(1, Math.abs(one), Math.abs(mean))
  })
  if (!off.every((one) => one <= tolerance) || values.some((one) => one.length !== value.length)) return undefined
  return {
    value,
    base: value.map((one, output) => one - (added[output] ?? 0)),
    features: features.map((name, place) => ({
      ...{ name, contributions: values[place] ?? [], errors: value.map(() => 0) },
    })),
    ...{ method: 'exact', through: structure.sum.trees ? 'trees' : 'sums' },
    scale: structure.link ? 'log-odds' : 'answer',
    ...{ permutations: 0, background: others.length, rowsAsked: others.length + 1 },
  }
}
