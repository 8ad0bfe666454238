import type { ModelInput } from '#pipeline/ports/model.ts'
import type { Row } from './check-rows.ts'
import { candidatesOf, distanceOf } from './nearby.ts'

export interface Change {
  name: string
  from: Row[string]
  to: Row[string]
}

export interface Counterfactual {
  changes: Change[]
  /** Gower's, summed over what changed: 1 is from one end of training to the other, or another category. */
  distance: number
}

export interface Wish {
  row: Row
  /** What may change; pictures and texts without categories never do. */
  inputs: readonly Omit<ModelInput, 'unit'>[]
  /** For each row how near it is to the wished answer: above 0 it gives it. */
  margin: (rows: Row[]) => Promise<number[]>
  most: number
}

export interface Searched {
  found: Counterfactual | null
  /** How many features were changed together at most. */
  tried: number
  rowsAsked: number
}

interface Point {
  changes: Change[]
  row: Row
  distance: number
  margin: number
}

const beamWidth = 24
const stepsToPair = 12
const halvings = 7

/**
 * The smallest change that leads to the wished answer: the fewest features, then the shortest distance (sparsity first, as
 * Mothilal, Sharma & Tan 2020; after Wachter, Mittelstadt & Russell 2017; distance of Gower 1971). Values stay within what
 * training saw. One feature is searched through on a grid, two on a coarser one, more by a beam of the most promising;
 * what is found is then drawn back towards the row by halving. A search, not a proof: a nearer one may lie between.
 */
export async function counterfactual({ row, inputs, margin, most }: Wish): Promise<Searched> {
  let rowsAsked = 0
  const judge = async (points: Omit<Point, 'margin'>[]): Promise<Point[]> => {
    rowsAsked += points.length
    const margins = points.length > 0 ? await margin(points.map((point) => point.row)) : []
    return points.map((point, place) => ({ ...point, margin: margins[place] ?? Number.NEGATIVE_INFINITY }))
  }
  const free = inputs.filter((input) => candidatesOf(input, row[input.name] ?? null, 2).length > 0)
  const step = (from: Point, input: Omit<ModelInput, 'unit'>, to: Row[string]) => moved(from, row, input, to)
  const start: Point = { changes: [], row, distance: 0, margin: Number.NEGATIVE_INFINITY }

  let beam = [start]
  for (let count = 1; count <= Math.min(most, free.length); count += 1) {
    const steps = count === 1 ? 64 : stepsToPair
    const points = await judge(
      beam.flatMap((point) =>
        free
          .filter(({ name }) => !point.changes.some((change) => change.name === name))
          .flatMap((input) => candidatesOf(input, row[input.name] ?? null, steps).map((to) => step(point, input, to))),
      ),
    )
    const reached = points.filter((point) => point.margin > 0).toSorted((a, b) => a.distance - b.distance)
    if (reached.length > 0) {
      const drawn: Point[] = []
      for (const point of reached.slice(0, 3)) drawn.push(await drawnBack(point))
      const [nearest] = drawn.toSorted((a, b) => a.distance - b.distance)
      if (nearest) return { found: { changes: nearest.changes, distance: nearest.distance }, tried: count, rowsAsked }
    }
    beam = count === 1 ? coarse(points, free) : best(points, beamWidth)
  }
  return { found: null, tried: Math.min(most, free.length), rowsAsked }

  /** Each number in turn goes half of the way back as long as the answer stays. */
  async function drawnBack(point: Point): Promise<Point> {
    let at = point
    for (const { name } of point.changes) {
      const input = free.find((one) => one.name === name)
      const from = row[name]
      if (!input || typeof from !== 'number') continue
      let near = from
      for (let turn = 0; turn < halvings; turn += 1) {
        const far = at.row[name] as number
        const middle = input.type === 'integer' ? Math.round((near + far) / 2) : (near + far) / 2
        if (middle === far || middle === near) break
        const [tried] = await judge([step(at, input, middle)])
        if (tried && tried.margin > 0) at = tried
        else near = middle
      }
      at = await rounded(at, input)
    }
    return at
  }

  /** The shortest number that still does. */
  async function rounded(point: Point, input: Omit<ModelInput, 'unit'>): Promise<Point> {
    const value = point.row[input.name] as number
    const [low, high] = input.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    const away = value >= (row[input.name] as number) ? Math.ceil : Math.floor
    const shorter = [2, 3, 4].map((digits) => {
      const unit = 10 ** (Math.floor(Math.log10(Math.abs(value) || 1)) - digits + 1)
      return Number((away(value / unit) * unit).toPrecision(digits))
    })
    const tried = await judge(shorter.filter((one) => one >= low && one <= high).map((to) => step(point, input, to)))
    return tried.find((one) => one.margin > 0) ?? point
  }
}

function moved(from: Point, origin: Row, input: Omit<ModelInput, 'unit'>, to: Row[string]): Omit<Point, 'margin'> {
  const { name } = input
  const others = from.changes.filter((change) => change.name !== name)
  const changes = [...others, { name, from: origin[name] ?? null, to }]
  const before = from.changes.some((change) => change.name === name)
    ? distanceOf(input, origin[name] ?? null, from.row[name] ?? null)
    : 0
  return {
    changes,
    row: { ...from.row, [name]: to },
    distance: from.distance - before + distanceOf(input, origin[name] ?? null, to),
  }
}

const best = (points: readonly Point[], count: number): Point[] =>
  points.toSorted((a, b) => b.margin - a.margin || a.distance - b.distance).slice(0, count)

/** A few points of every feature, so that no pair is left out before it was seen. */
const coarse = (points: readonly Point[], free: readonly Omit<ModelInput, 'unit'>[]): Point[] => {
  const each = Math.max(3, Math.floor((beamWidth * 2) / free.length))
  return free.flatMap(({ name }) => {
    const own = points.filter(({ changes: [first] }) => first?.name === name)
    const stride = Math.max(1, Math.floor(own.length / each))
    return [...new Set([...best(own, Math.ceil(each / 2)), ...own.filter((_, place) => place % stride === 0)])]
  })
}
