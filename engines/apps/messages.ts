import type { FaultData } from '#pipeline/fault.ts'

interface Reached {
  url: string
  token?: string
  allowed: readonly string[]
}

/** What an app offers. */
export interface AppCall {
  /** As `/predict`. */
  name: string
  /** `label` is the app's own word for it; `standard` what the app takes when nobody says otherwise. */
  parameters: { name: string; label: string; type: string; optional: boolean; standard: unknown }[]
  answers: { label: string; type: 'text' | 'number' }[]
}

/** What a child is told to do. */
export type AppOrder = ({ do: 'ask' } & AskOrder) | ({ do: 'describe' } & Reached)

export interface AskOrder extends Reached {
  call: string
  /** Values by parameter. */
  rows: Record<string, unknown>[]
  /** Values for what the app has no parameter for. */
  unasked: 'refuse' | 'leave'
  atOnce: number
  secondsPerRow: number
}

/** What it says: that it lives, what came of a row, that all is done, or why nothing can be. */
export type AppWord =
  | { alive: true }
  | { row: number; answers: unknown[] }
  | { row: number; problem: string }
  | { calls: AppCall[] }
  | { done: true }
  | { fault: FaultData }
