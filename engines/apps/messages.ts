import type { FaultData } from '#pipeline/fault.ts'

/** What a child is told to do. */
export interface AppOrder {
  url: string
  call: string
  /** Values by parameter. */
  rows: Record<string, unknown>[]
  /** Values for what the app has no parameter for. */
  unasked: 'refuse' | 'leave'
  token?: string
  allowed: readonly string[]
  atOnce: number
  secondsPerRow: number
}

/** What it says: that it lives, what came of a row, that all is done, or why nothing can be. */
export type AppWord =
  | { alive: true }
  | { row: number; answers: unknown[] }
  | { row: number; problem: string }
  | { done: true }
  | { fault: FaultData }
