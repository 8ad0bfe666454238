const gap = 13

/** As high as a label at the upper edge. */
const edge = 8

/** Pixels at which labels stand that would lie on each other: as near to where they belong as there is room above the `lowest`. */
export function apart(places: readonly number[], lowest = Number.POSITIVE_INFINITY): number[] {
  const order = places.map((_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0))
  const moved = [...places]
  const middle = order.reduce((sum, index) => sum + (places[index] ?? 0), 0) / Math.max(order.length, 1)
  order.forEach((index, rank) => {
    const above = order[rank - 1]
    const least = above === undefined ? Number.NEGATIVE_INFINITY : (moved[above] ?? 0) + gap
    moved[index] = Math.max(places[index] ?? 0, least)
  })
  const drift = moved.reduce((sum, place) => sum + place, 0) / Math.max(moved.length, 1) - middle
  const centred = moved.map((place) => place - drift)
  const over = Math.max(edge - Math.min(...centred), 0)
  const placed = centred.map((place) => place + over)
  order.reduceRight((room, index) => {
    placed[index] = Math.min(placed[index] ?? 0, room)
    return placed[index] - gap
  }, lowest)
  return placed
}
