import { type Ensemble, saysYes } from './ensemble.ts'

/** Features that are added up somehow, of a row and of others, and who owns them. */
export interface SumGame {
  row: ArrayLike<number>
  /** The rows it is compared with. */
  others: readonly ArrayLike<number>[]
  /** The player that a feature belongs to; −1 for none. */
  player: Int32Array
  players: number
}

export interface TreeGame extends SumGame {
  ensemble: Ensemble
  /** How many nodes may be looked at. */
  most: number
}

export interface ShapleyValues {
  /** By player, then by target; they add up to the sum of the row, less the mean of those of the others. */
  values: number[][]
  /** With how many of the others it was compared: the first so many. */
  compared: number
}

/** With fewer the mean to compare with would say little. */
const leastOthers = 8
/** Between these many nodes others get their turn. */
const turn = 200_000

/**
 * Shapley values of players who own features, exact, through the leaves: one that is reached only with the row's values of
 * `a` players and another row's values of `b` counts (a − 1)! b! / (a + b)! for each of the first and −a! (b − 1)! / (a + b)!
 * for each of the second (interventional TreeSHAP; Lundberg et al. 2020, Laberge & Pequignot 2022). Where all others would
 * take too long as many are left out as must be; undefined when too few would be left.
 */
export async function treeShapley(game: TreeGame): Promise<ShapleyValues | undefined> {
  const { ensemble, row, others, players, most } = game
  const { feature, yes, no, leaves, targets, roots } = ensemble
  const sums = new Float64Array(players * targets)
  const side = new Uint8Array(players)
  const [ours, theirs]: [number[], number[]] = [[], []]
  const goes = Uint8Array.from(feature, (one, node) =>
    one >= 0 && saysYes(ensemble, node, row[one] as number) ? 1 : 0,
  )
  const weight = weights()
  let looked = 0

  const credit = (list: readonly number[], share: number, leaf: number) => {
    for (const player of list)
      for (let target = 0; target < targets; target += 1) {
        const index = player * targets + target
        sums[index] = (sums[index] as number) + share * (leaves[leaf * targets + target] as number)
      }
  }
  const walk = (from: number, other: ArrayLike<number>): void => {
    let node = from
    for (;;) {
      looked += 1
      const column = feature[node] as number
      if (column < 0) {
        const [a, b] = [ours.length, theirs.length]
        if (a > 0) credit(ours, weight(a - 1, b), node)
        if (b > 0) credit(theirs, -weight(a, b - 1), node)
        return
      }
      const mine = goes[node] === 1
      const owner = game.player[column] as number
      const its = saysYes(ensemble, node, other[column] as number)
      if (mine === its || owner < 0) node = (its ? yes[node] : no[node]) as number
      else if (side[owner] === 1) node = (mine ? yes[node] : no[node]) as number
      else if (side[owner] === 2) node = (its ? yes[node] : no[node]) as number
      else {
        side[owner] = 1
        ours.push(owner)
        walk((mine ? yes[node] : no[node]) as number, other)
        ours.pop()
        side[owner] = 2
        theirs.push(owner)
        walk((its ? yes[node] : no[node]) as number, other)
        theirs.pop()
        side[owner] = 0
        return
      }
    }
  }

  let [rested, compared] = [0, 0]
  for (const other of others) {
    for (const root of roots) walk(root, other)
    compared += 1
    if ((looked / compared) * Math.min(leastOthers, others.length) > most) return undefined
    if (looked * (1 + 1 / compared) > most) break
    if (looked - rested > turn) {
      rested = looked
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return {
    values: Array.from({ length: players }, (_, player) =>
      Array.from(sums.subarray(player * targets, (player + 1) * targets), (sum) => sum / compared),
    ),
    compared,
  }
}

/** `(a, b)` → a! b! / (a + b + 1)!, each computed once. */
function weights(): (a: number, b: number) => number {
  const known: number[][] = []
  return (a, b) => {
    known[a] ??= []
    const row = known[a]
    row[b] ??= weightOf(a, b)
    return row[b]
  }
}

function weightOf(a: number, b: number): number {
  let found = 1 / (a + b + 1)
  for (let step = 1; step <= Math.min(a, b); step += 1) found *= step / (a + b + 1 - step)
  return found
}

/** What the trees say of a row, by target. */
export function treeSum(ensemble: Ensemble, row: ArrayLike<number>): number[] {
  const { feature, yes, no, leaves, targets, roots, base } = ensemble
  const sums = Array.from({ length: targets }, (_, target) => base[target] ?? 0)
  for (const root of roots) {
    let node = root
    while ((feature[node] as number) >= 0)
      node = (saysYes(ensemble, node, row[feature[node] as number] as number) ? yes[node] : no[node]) as number
    for (let target = 0; target < targets; target += 1)
      sums[target] = (sums[target] as number) + (leaves[node * targets + target] as number)
  }
  return sums
}
