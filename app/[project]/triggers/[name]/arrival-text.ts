import type { Outputs } from '../../../_trpc/outputs.ts'
import { words } from '../../../_words/en.ts'

const text = words.triggers
type Firing = Outputs['triggers']['firings'][number]

/** What arrived, in a line. */
export function arrivalText({ key, payload, by }: Firing): string {
  if (by) return key.startsWith('call') ? text.calledBy(by) : text.byHand(by)
  const { id, path, rows, event } = payload as {
    id?: string
    path?: string
    rows?: { count: number; to: string }
    event?: Record<string, unknown>
  }
  if (rows) return text.rowsUpTo(rows.count, rows.to)
  if (event)
    return [event.model ?? event.pipeline, event.version, event.alias, event.status].filter(Boolean).join(' · ')
  return path ?? (id ? text.message(id) : key)
}
