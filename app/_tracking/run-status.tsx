import { type Status, StatusGlyph } from '../_ui/status-glyph.tsx'

export type TrackedStatus = 'running' | 'scheduled' | 'finished' | 'failed' | 'killed'

const glyphs = {
  running: 'running',
  scheduled: 'queued',
  finished: 'done',
  failed: 'failed',
  killed: 'cancelled',
} as const satisfies Record<TrackedStatus, Status>

export function RunStatus({ status, label }: { status: TrackedStatus; label?: 'shown' }) {
  return <StatusGlyph status={glyphs[status]} {...(label && { label })} />
}
