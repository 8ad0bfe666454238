'use client'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { FaultNotice } from '../../_ui/fault-notice.tsx'
import { StatusGlyph } from '../../_ui/status-glyph.tsx'
import { words } from '../../_words/en.ts'
import type { StepView } from '../api.ts'
import { useEditor, useScene } from '../editor-context.ts'
import { openPast } from '../run/verbs.ts'
import { Curves } from './curves.tsx'
import { ExecutedNotebook } from './executed-notebook.tsx'
import { Log } from './log.tsx'
import { StepFacts } from './step-facts.tsx'
import { StepLinks } from './step-links.tsx'
import { StepProgress } from './step-progress.tsx'

const said = words.canvas.step

/** How a node's step goes, or went. */
export function RunTab({ node }: { node: string }) {
  const { shown, cards } = useScene()
  const step = cards.get(node)?.step
  if (!step || !shown.run) {
    const ran = shown.run?.steps.some((other) => other.node === node)
    return ran ? (
      <EmptyState title={said.changed} hint={said.changedHint} />
    ) : (
      <EmptyState title={said.never} hint={said.neverHint} />
    )
  }
  const { id } = shown.run
  return (
    <div className="flex flex-col gap-4 px-4 py-4">
      <p className="flex items-center gap-2 text-15">
        <StatusGlyph status={step.status} label="shown" />
      </p>
      {step.status === 'running' && <StepProgress step={step} />}
      {step.status === 'failed' && step.fault && <FaultNotice fault={step.fault} />}
      {step.status === 'reused' && <Reused step={step} />}
      {step.status === 'skipped' && <p className="text-soft">{words.canvas.card.skippedWhy}.</p>}
      <StepFacts step={step} />
      <StepLinks step={step} />
      <ExecutedNotebook run={id} node={node} step={step} />
      <Curves run={id} node={node} step={step} />
      <Log run={id} node={node} step={step} />
    </div>
  )
}

function Reused({ step }: { step: StepView }) {
  const editor = useEditor()
  const open = async (id: string) => {
    const run = await editor.api.run(id)
    await openPast(editor, run.revision, id)
  }
  return (
    <p className="text-soft">
      {said.reusedFrom}{' '}
      {step.reusedFrom && (
        <button type="button" className="link" onClick={() => void open(step.reusedFrom ?? '')}>
          {said.openRun}
        </button>
      )}
    </p>
  )
}
