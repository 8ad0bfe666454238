import { cardHeight, cardWidth } from '../geometry.ts'

type Places = Record<string, { x: number; y: number }>

// Between palette and panel a canvas is about square.
const aspect = 0.95
const betweenRows = 76
const shortest = 8

/** Breaks a long chain into rows, as lines of text are: what is forty cards wide and one high could not be read at once. */
export function fold(places: Places, edges: readonly [from: string, to: string][]): Places {
  const columns = [...new Set(Object.values(places).map(({ x }) => x))].toSorted((a, b) => a - b)
  if (columns.length < shortest) return places
  const ys = Object.values(places).map(({ y }) => y)
  const [width, height] = [(columns.at(-1) ?? 0) + cardWidth, Math.max(...ys) - Math.min(...ys) + cardHeight]
  const rows = Math.round(Math.sqrt(width / (aspect * (height + betweenRows))))
  if (rows < 2) return places

  const rank = new Map(columns.map((x, index) => [x, index]))
  const rankOf = (id: string) => rank.get(places[id]?.x ?? 0) ?? 0
  const starts = breaks(
    columns.length,
    rows,
    (before) => edges.filter(([a, b]) => rankOf(a) < before && rankOf(b) >= before).length,
  )
  const rowOf = (id: string) => starts.findLastIndex((start) => rankOf(id) >= start)

  const folded: Places = {}
  let top = 0
  for (const [row, start] of starts.entries()) {
    const members = Object.entries(places).filter(([id]) => rowOf(id) === row)
    const [low, high] = [Math.min(...members.map(([, { y }]) => y)), Math.max(...members.map(([, { y }]) => y))]
    for (const [id, { x, y }] of members) folded[id] = { x: x - (columns[start] ?? 0), y: y - low + top }
    top += high - low + cardHeight + betweenRows
  }
  return folded
}

/** First columns of the rows: about equally long, moved by one or two where fewer wires cross the break. */
function breaks(columns: number, rows: number, crossing: (column: number) => number): number[] {
  const starts = [0]
  for (let row = 1; row < rows; row++) {
    const even = Math.round((columns * row) / rows)
    const choices = [even, even + 1, even - 1, even + 2, even - 2].filter(
      (start) => start > (starts.at(-1) ?? 0) + 1 && start < columns - 1,
    )
    const cost = (start: number) => crossing(start) + 0.6 * (start - even) ** 2
    const [best] = choices.toSorted((a, b) => cost(a) - cost(b))
    if (best !== undefined) starts.push(best)
  }
  return starts
}
