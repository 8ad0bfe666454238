'use client'
import Link from 'next/link'
import { Duration } from '../../_ui/duration.tsx'
import { FaultNotice } from '../../_ui/fault-notice.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { StatusGlyph } from '../../_ui/status-glyph.tsx'
import { stepsSaid } from '../../_ui/steps-said.ts'
import { words } from '../../_words/en.ts'
import { Elapsed } from '../adapter/outcome.tsx'
import type { RunView } from '../api.ts'
import { useEditor } from '../editor-context.ts'
import { isActive } from '../run/follow.ts'

/** The run on the canvas, in short. */
export function RunFacts({ run }: { run: RunView }) {
  const { project } = useEditor()
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      <p className="flex items-center gap-3">
        <StatusGlyph status={run.status} label="shown" />
        <span className="text-soft">{stepsSaid(run.steps)}</span>
        <span className="figures ml-auto text-soft">
          {isActive(run) ? <Elapsed since={run.startedAt} /> : <RunDuration run={run} />}
        </span>
      </p>
      <p className="flex gap-3 text-12 text-faint">
        <RelativeTime at={run.createdAt} />
        <span>{words.canvas.history.revision(run.revision)}</span>
        <Link className="link ml-auto" href={`/${project}/runs/${run.id}`}>
          {words.canvas.step.openRunPage}
        </Link>
      </p>
      {run.status === 'failed' && run.fault && <FaultNotice fault={run.fault} />}
    </section>
  )
}

function RunDuration({ run: { startedAt, endedAt } }: { run: RunView }) {
  return startedAt && endedAt ? <Duration milliseconds={endedAt.getTime() - startedAt.getTime()} /> : null
}
