import type { Outputs } from '../../../_trpc/outputs.ts'
import { words } from '../../../_words/en.ts'

type Firing = Outputs['triggers']['firings'][number]

/** What arrived, in a line. */
export function arrivalText({ key, payload, by }: Firing): string {
  if (by && key.startsWith('by hand')) return words.triggers.byHand
  const {
    file_name: name,
    path,
    rows,
    event,
  } = payload as {
    file_name?: string
    path?: string
    rows?: { count?: number; to?: string }
    event?: Record<string, unknown>
  }
  if (rows) return `${rows.count} rows up to ${rows.to}`
  if (path ?? name) return String(path ?? name)
  if (event)
    return [event.model ?? event.pipeline, event.version, event.alias, event.status].filter(Boolean).join(' · ')
  return key
}
