import type { ShapleyValues, SumGame } from './tree-shapley.ts'
import type { Weights } from './weights.ts'

/** Where columns only add up, what one changes is the same whatever the others are: its weight times what it lies above the mean. */
export function weighedShapley(game: SumGame & { weights: Weights }): ShapleyValues {
  const { row, others, player, players } = game
  const { targets, of } = game.weights
  const values = Array.from({ length: players }, () => new Array<number>(targets).fill(0))
  for (const [column, owner] of player.entries()) {
    const one = values[owner]
    if (!one) continue
    const mean = others.reduce((sum, other) => sum + (other[column] as number), 0) / others.length
    const above = (row[column] as number) - mean
    for (let target = 0; target < targets; target += 1)
      one[target] = (one[target] as number) + above * (of[column * targets + target] as number)
  }
  return { values, compared: others.length }
}
