'use client'
import { ArrowLeft, RotateCcw } from 'lucide-react'
import { Button } from '../../_ui/button.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { StatusGlyph } from '../../_ui/status-glyph.tsx'
import { words } from '../../_words/en.ts'
import { useEditor } from '../editor-context.ts'
import { closePast, restorePast } from '../run/verbs.ts'
import { useWhole } from '../store.ts'

const said = words.canvas.history

/** Says that what is on screen is past, and the ways out. */
export function PastBanner() {
  const editor = useEditor()
  const past = useWhole(editor.past)
  if (!past) return null
  return (
    <div role="status" className="flex flex-wrap items-center gap-2 border-b border-line bg-accent-soft px-3 py-1">
      {past.run && <StatusGlyph status={past.run.status} />}
      <span className="grow">
        {past.run ? said.viewingRun(past.revision) : said.viewing(past.revision)}
        {past.run && (
          <span className="text-soft">
            {' · '}
            <RelativeTime at={past.run.createdAt} />
          </span>
        )}
      </span>
      <Button look="quiet" onClick={() => restorePast(editor)}>
        <RotateCcw />
        {said.restore}
      </Button>
      <Button onClick={() => closePast(editor)}>
        <ArrowLeft />
        {said.back}
      </Button>
    </div>
  )
}
