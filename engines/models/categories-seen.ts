import { createHash } from 'node:crypto'

/** By text column: the first six bytes of each category's SHA-256, sorted, joined and in base64. */
export type CategoryDigests = Readonly<Record<string, string>>

export type CategoriesSeen = ReadonlyMap<string, (category: string) => boolean>

const size = 6

/** What tells, for columns with more categories than a signature lists, whether training saw one. */
export const categoriesSeen = (digests: CategoryDigests): CategoriesSeen =>
  new Map(
    Object.entries(digests).map(([column, text]) => {
      const sorted = Buffer.from(text, 'base64')
      return [column, (category: string) => holds(sorted, createHash('sha256').update(category).digest())]
    }),
  )

function holds(sorted: Buffer, digest: Buffer): boolean {
  let [low, high] = [0, sorted.length / size]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const order = digest.compare(sorted, middle * size, (middle + 1) * size, 0, size)
    if (order === 0) return true
    if (order < 0) high = middle
    else low = middle + 1
  }
  return false
}
