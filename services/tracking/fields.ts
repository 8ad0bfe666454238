import { z } from 'zod'

/** Postgres keeps no NUL in text. */
export const plainText = z.string().refine((text) => !text.includes('\0'), 'must not contain NUL')
export const key = plainText.min(1).max(250)
export const tag = z.object({ key, value: plainText })
export const tagList = z.array(tag)
const dashed = (id: string) =>
  id.replace(/^([\da-f]{8})([\da-f]{4})([\da-f]{4})([\da-f]{4})([\da-f]{12})$/i, '$1-$2-$3-$4-$5').toLowerCase()
/** With dashes, or as MLflow's clients know it: 32 hex digits. Also one that nobody can have made: it is not found, rather than wrong. */
export const runId = z.string().overwrite(dashed).regex(z.regexes.guid, 'must be 32 hex digits, with or without dashes')
export const experimentNumber = z.int().min(0).max(2_147_483_647)
export const milliseconds = z.int()

/** Postgres writes no row twice in one statement; sorted, so that writers at once take their locks in one order. */
export function lastOfEachKey<T extends { key: string }>(list: readonly T[]): T[] {
  const byKey = new Map(list.map((one) => [one.key, one]))
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** Which side of the trash. */
export const lifecycles = ['active', 'deleted', 'all'] as const
