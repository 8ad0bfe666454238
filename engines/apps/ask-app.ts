import { inChild } from './in-child.ts'
import type { AskOrder } from './messages.ts'

export interface AskApp extends AskOrder {
  /** The checkout, whose sources the child starts from. */
  root: string
  /** Of all rows together. */
  seconds: number
  signal: AbortSignal
  onRow(row: number, outcome: { answers: unknown[] } | { problem: string }): void
  onAlive(): void
}

/** Asks a Gradio app row by row. Faults: as `inChild`; INVALID_INPUT for a call or a parameter that it does not have. */
export async function askApp({ root, seconds, signal, onRow, onAlive, ...order }: AskApp): Promise<void> {
  await inChild({
    ...{ root, seconds, signal, order: { do: 'ask', ...order } },
    onWord: (word) => {
      if ('row' in word) onRow(word.row, word)
      onAlive()
    },
  })
}
