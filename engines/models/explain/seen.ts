import type { Row } from '../check-rows.ts'
import { logOdds, sharesOf } from './log-odds.ts'
import type { Structure } from './structure.ts'
import { treeSum } from './tree-shapley.ts'
import { weighed } from './weights.ts'

/** What a graph makes of rows on its way: for each tensor its values, row after row. */
export type Look = (rows: Row[], tensors: readonly string[]) => Promise<Record<string, Looked>>

export interface Looked {
  data: ArrayLike<unknown>
  /** Values a row. */
  width: number
}

/** Of each row the features that are added up, and what the sums come to: the answer, or its log-odds. */
export interface Seen {
  features: ArrayLike<number>[]
  answers: number[][]
}

/** How far what we read in the graph may lie from what it answers, in single precision. */
const tolerance = 1e-4

/** Undefined where the graph's answers are not those that its sums stand for. */
export async function seen(structure: Structure, look: Look, rows: Row[]): Promise<Seen | undefined> {
  const { matrix, output, link } = structure
  const found = await look(rows, [...new Set([matrix, output, ...(link?.sums ? [link.sums] : [])])])
  const rowsOf = (tensor: string) => cut(found[tensor], rows.length)
  const [features, answers] = [rowsOf(matrix), rowsOf(output)]
  if (!link) return { features, answers: answers.map((one) => Array.from(one)) }
  const sums = link.sums ? rowsOf(link.sums) : features.map((one) => summed(structure, one))
  const odds = answers.map(({ length }, place) => logOdds(Array.from(sums[place] ?? []), link.post, length))
  const alike = odds.every(
    (one, place) =>
      one && sharesOf(one).every((share, at) => Math.abs(share - (answers[place]?.[at] ?? 0)) <= tolerance),
  )
  return alike ? { features, answers: odds as number[][] } : undefined
}

const summed = ({ sum: { trees, weights } }: Structure, features: ArrayLike<number>): number[] =>
  trees ? treeSum(trees, features) : weighed(weights, features)

function cut(looked: Looked | undefined, rows: number): ArrayLike<number>[] {
  const { data, width } = looked ?? { data: [], width: 0 }
  const numbers = data as ArrayLike<number> & { subarray(from: number, to: number): ArrayLike<number> }
  return Array.from({ length: rows }, (_, place) => numbers.subarray(place * width, (place + 1) * width))
}
