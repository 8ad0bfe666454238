'use client'
import { Leaf, Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../../_ui/button.tsx'
import { FaultNotice } from '../../_ui/fault-notice.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { relativeTime } from '../../_ui/relative-time.tsx'
import { words } from '../../_words/en.ts'
import type { PlannedStep } from '../api.ts'
import { useEditor } from '../editor-context.ts'

const said = words.canvas.run

/** Which steps a run would do, which it would reuse, and why. */
export function Plan({ onRun }: { onRun?: () => void }) {
  const editor = useEditor()
  const [steps, setSteps] = useState<PlannedStep[]>()
  const [thrown, setThrown] = useState<unknown>()
  useEffect(() => {
    let wanted = true
    editor.autosave
      .flush()
      .then(() => editor.api.plan())
      .then(
        (planned) => wanted && setSteps(planned),
        (reason: unknown) => wanted && setThrown(reason),
      )
    return () => {
      wanted = false
    }
  }, [editor])

  const runs = steps?.filter(({ decision }) => decision === 'run').length ?? 0
  return (
    <>
      <h2 className="px-3 pt-2.5 pb-1.5 text-13">
        {steps ? `${said.willRun(runs)}, ${said.willReuse(steps.length - runs)}` : said.plan}
      </h2>
      {thrown !== undefined && (
        <div className="px-3 pb-3">
          <FaultNotice fault={faultText(thrown)} />
        </div>
      )}
      {!steps && thrown === undefined && <p className="px-3 pb-3 text-soft">{words.common.loading(said.plan)}</p>}
      <ol className="min-h-0 overflow-y-auto px-3">
        {steps?.map(({ node, title, decision, why }) => (
          <li key={node} className="flex gap-2 py-1">
            {decision === 'reuse' ? (
              <Leaf aria-label={said.reuses} className="mt-0.5 size-3.5 shrink-0 text-status-reused" />
            ) : (
              <Play aria-label={said.runs} className="mt-0.5 size-3.5 shrink-0 text-accent" />
            )}
            <span className="min-w-0">
              <span className="block truncate">{title}</span>
              <span className="block text-12 text-faint">{withRelativeTimes(why)}</span>
            </span>
          </li>
        ))}
      </ol>
      {steps && onRun && (
        <div className="flex justify-end border-t border-line p-2">
          <Button look="primary" onClick={onRun}>
            <Play />
            {said.run}
          </Button>
        </div>
      )}
    </>
  )
}

const withRelativeTimes = (text: string) =>
  text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) => relativeTime(new Date(time), new Date()))
