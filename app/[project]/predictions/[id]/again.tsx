import { ShieldCheck, TriangleAlert } from 'lucide-react'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { cellText } from '../../../_ui/cell-text.ts'
import { words } from '../../../_words/en.ts'

const text = words.predictions

interface AgainProps {
  again: NonNullable<Outputs['predictions']['explain']['again']>
  recorded: Record<string, unknown>
}

/** Whether the stored bytes still give the answer that was recorded. */
export function Again({ again: { equal, maxDifference, answer }, recorded }: AgainProps) {
  const [title, about] = equal
    ? [text.equal, text.equalAbout]
    : maxDifference === null
      ? [text.other, text.otherAbout(cellText(recorded.prediction), cellText(answer.prediction))]
      : [text.differs(maxDifference.toExponential(1)), text.differsAbout]
  return (
    <p className="flex max-w-160 gap-2">
      {equal ? (
        <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-status-done" />
      ) : (
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      )}
      <span>
        <span className="font-strong">{title}.</span> <span className="text-soft">{about}</span>
      </span>
    </p>
  )
}
