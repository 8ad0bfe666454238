import { seeded } from '#pipeline/seeded.ts'
import type { Coalition, Coalitions } from './coalitions.ts'

export interface Shapley {
  /** By player, then by output. */
  values: number[][]
  errors: number[][]
  permutations: number
}

/** Asks every coalition. What a player adds to one of size s counts s! (n − s − 1)! / n! (Shapley 1953). */
export async function exactly(coalitions: Coalitions, players: number): Promise<Shapley> {
  const all = Array.from({ length: 2 ** players }, (_, set) => set)
  const worths = await coalitions.worths([
    ...all
      .slice(0, -1)
      .map((set): Coalition => Array.from({ length: players }, (__, player) => Boolean(set & (1 << player)))),
  ])
  worths.push(await coalitions.whole())
  const weights = weightsOf(players)
  const outputs = worths[0]?.length ?? 0
  const values = Array.from({ length: players }, (_, player) => {
    const bit = 1 << player
    const sums = new Array<number>(outputs).fill(0)
    for (const set of all) {
      if (set & bit) continue
      const weight = weights[members(set)] ?? 0
      for (let output = 0; output < outputs; output += 1)
        sums[output] =
          (sums[output] ?? 0) + weight * ((worths[set | bit]?.[output] ?? 0) - (worths[set]?.[output] ?? 0))
    }
    return sums
  })
  return { values, errors: values.map((one) => one.map(() => 0)), permutations: 0 }
}

function weightsOf(players: number): number[] {
  const weights = [1 / Math.max(1, players)]
  for (let size = 1; size < players; size += 1) weights.push(((weights[size - 1] ?? 0) * size) / (players - size))
  return weights
}

const members = (set: number): number => {
  let count = 0
  for (let left = set; left; left &= left - 1) count += 1
  return count
}

/** Each permutation is walked from none to all and, in reverse order, once more: errors of the two mostly cancel. */
export async function sampled(
  coalitions: Coalitions,
  players: number,
  permutations: number,
  seed: number,
): Promise<Shapley> {
  const random = seeded(seed)
  const ends = [await coalitions.worth(new Array<boolean>(players).fill(false)), await coalitions.whole()] as const
  const outputs = ends[1].length
  const zeros = () => Array.from({ length: players }, () => new Array<number>(outputs).fill(0))
  const [sums, squares] = [zeros(), zeros()]
  for (let drawn = 0; drawn < permutations; drawn += 1) {
    const order = shuffled(players, random)
    const [there, back] = [await walked(coalitions, order, ends), await walked(coalitions, order.toReversed(), ends)]
    for (let player = 0; player < players; player += 1)
      for (let output = 0; output < outputs; output += 1) {
        const gain = ((there[player]?.[output] ?? 0) + (back[player]?.[output] ?? 0)) / 2
        add(sums, player, output, gain)
        add(squares, player, output, gain * gain)
      }
  }
  const mean = (sum: number | undefined) => (sum ?? 0) / permutations
  return {
    values: sums.map((one) => one.map(mean)),
    errors: squares.map((one, player) =>
      one.map((square, output) => {
        if (permutations < 2) return Number.NaN
        const variance = Math.max(0, mean(square) - mean(sums[player]?.[output]) ** 2)
        return Math.sqrt(variance / (permutations - 1))
      }),
    ),
    permutations,
  }
}

function add(sums: number[][], player: number, output: number, gain: number): void {
  const one = sums[player]
  if (one) one[output] = (one[output] ?? 0) + gain
}

/** What each player adds when they join in this order, by player. */
async function walked(
  coalitions: Coalitions,
  order: readonly number[],
  [none, all]: readonly [number[], number[]],
): Promise<number[][]> {
  const joined = order.map(() => false)
  const between = order.slice(0, -1).map((player): Coalition => {
    joined[player] = true
    return [...joined]
  })
  const worths = [none, ...(await coalitions.worths(between)), all]
  const gains: number[][] = []
  for (const [place, player] of order.entries())
    gains[player] = all.map((_, output) => (worths[place + 1]?.[output] ?? 0) - (worths[place]?.[output] ?? 0))
  return gains
}

/** Fisher and Yates. */
function shuffled(count: number, random: () => number): number[] {
  const order = Array.from({ length: count }, (_, place) => place)
  for (let place = count - 1; place > 0; place -= 1) {
    const other = Math.floor(random() * (place + 1))
    ;[order[place], order[other]] = [order[other] as number, order[place] as number]
  }
  return order
}
