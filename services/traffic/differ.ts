import type { Answer } from '#engines/models/models.ts'

/** Numbers this near each other, as a part of the larger, are the same answer. */
export const tolerance = 0.05

/** Whether two versions disagree about a row: another class, or a number more than a twentieth away. */
export function differ({ prediction: a }: Answer, { prediction: b }: Answer): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return String(a) !== String(b)
  return Math.abs(a - b) > tolerance * Math.max(Math.abs(a), Math.abs(b))
}
