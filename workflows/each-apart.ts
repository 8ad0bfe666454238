import type { Client } from '@temporalio/client'
import { answers } from './answers.ts'

/**
 * Does it with each. What fails with one, while Temporal answers, keeps back no other and is told at the end; without
 * Temporal nothing more is tried.
 */
export async function eachApart<T>(client: Client, all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  for (const one of all)
    try {
      await work(one)
    } catch (error) {
      if (!(await answers(client))) throw error
      failures.push(error)
    }
  if (failures.length > 0) throw new AggregateError(failures, `failed with ${failures.length} of ${all.length}`)
}
