import { Ban, Check, CircleDashed, CircleSlash, Leaf, LoaderCircle, type LucideIcon, X } from 'lucide-react'
import { words } from '../_words/en.ts'
import { classNames } from './class-names.ts'

export type Status = 'queued' | 'running' | 'done' | 'reused' | 'failed' | 'skipped' | 'cancelled'

const glyphs: Record<Status, { Icon: LucideIcon; tone: string }> = {
  queued: { Icon: CircleDashed, tone: 'text-status-queued' },
  running: { Icon: LoaderCircle, tone: 'text-status-running [&_svg]:animate-spin' },
  done: { Icon: Check, tone: 'text-status-done' },
  reused: { Icon: Leaf, tone: 'text-status-reused' },
  failed: { Icon: X, tone: 'text-status-failed' },
  skipped: { Icon: CircleSlash, tone: 'text-status-skipped' },
  cancelled: { Icon: Ban, tone: 'text-status-cancelled' },
}

interface StatusGlyphProps {
  status: Status
  /** With its word beside it; the glyph alone still says it to screen readers. */
  label?: 'shown' | 'hidden'
  /** Where the glyph stands for something else: `suppressed`. */
  word?: string
}

export function StatusGlyph({ status, label = 'hidden', word = words.status[status] }: StatusGlyphProps) {
  const { Icon, tone } = glyphs[status]
  return (
    <span className={classNames('inline-flex items-center gap-1.5 align-bottom whitespace-nowrap', tone)} title={word}>
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2.25} />
      <span className={label === 'hidden' ? 'sr-only' : undefined}>{word}</span>
    </span>
  )
}
