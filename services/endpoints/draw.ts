import { createHash } from 'node:crypto'
import type { Target } from './targets.ts'

/**
 * Who answers, by the shares of the traffic: `position` from 0 to below 1. What is on trial lies at the low end, so that
 * raising its share keeps all who were with it.
 */
export function drawn<T extends Pick<Target, 'weight' | 'mode'>>(
  targets: readonly T[],
  position: number,
): T | undefined {
  const ordered = [...targets].sort((a, b) => Number(b.mode === 'canary') - Number(a.mode === 'canary'))
  let left = position * ordered.reduce((sum, { weight }) => sum + weight, 0)
  return ordered.find(({ weight }) => {
    left -= weight
    return left < 0
  })
}

/** Where a caller's key lies: always the same while a version is on trial, and another for the next, so that nobody is always first. */
export function positionOf(
  key: string | undefined,
  { id, targets }: { id: string; targets: readonly Pick<Target, 'versionId' | 'mode'>[] },
): number {
  if (key === undefined) return Math.random()
  const salt = targets.find(({ mode }) => mode === 'canary')?.versionId ?? ''
  return createHash('sha256').update(`${id} ${salt} ${key}`).digest().readUIntBE(0, 6) / 2 ** 48
}
