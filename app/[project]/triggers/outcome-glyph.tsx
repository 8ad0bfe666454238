import type { Outputs } from '../../_trpc/outputs.ts'
import { type Status, StatusGlyph } from '../../_ui/status-glyph.tsx'
import { words } from '../../_words/en.ts'

type Outcome = Outputs['triggers']['firings'][number]['outcome']

const without = { waiting: 'queued', ran: 'queued', quiet: 'skipped', suppressed: 'skipped', failed: 'failed' } as const

interface OutcomeGlyphProps {
  outcome: Outcome
  /** Of its run, where there is one. */
  status: Status | null
  label?: 'shown' | 'hidden'
}

/** What came of an arrival: how its run stands, or why there is none. */
export function OutcomeGlyph({ outcome, status, label = 'hidden' }: OutcomeGlyphProps) {
  if (status) return <StatusGlyph status={status} label={label} />
  return <StatusGlyph status={without[outcome]} word={words.triggers.outcomeOf[outcome]} label={label} />
}
