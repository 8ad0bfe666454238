'use client'
import { ChevronDown, Play, Square } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { Button } from '../../_ui/button.tsx'
import { Tooltip } from '../../_ui/tooltip.tsx'
import { words } from '../../_words/en.ts'
import { useEditor, useShown } from '../editor-context.ts'
import { isActive } from '../run/follow.ts'
import { cancelRun, startRun } from '../run/verbs.ts'
import { useWhole } from '../store.ts'
import { Plan } from './plan.tsx'

const said = words.canvas.run

/** Runs the pipeline, or stops it; beside it, what a run would do. */
export function RunButton() {
  const editor = useEditor()
  const run = useWhole(editor.run)
  const { inspection, readOnly } = useShown()
  const [starting, setStarting] = useState(false)
  // A link that asks somebody to train again opens what a run would do; they start it.
  const [planOpen, setPlanOpen] = useState(useSearchParams().get('plan') === 'open')
  const blocked = inspection.problems.some(({ severity }) => severity === 'error')

  if (isActive(run) && run) {
    const ended = run.steps.filter(({ status }) => status !== 'queued' && status !== 'running').length
    const stopping = run.cancelRequestedAt !== null
    return (
      <Button onClick={() => void cancelRun(editor)} aria-disabled={stopping} className="ml-1">
        <Square className="text-danger" />
        {stopping ? said.cancelling : said.cancel}
        <span className="figures font-normal text-faint">
          {ended}/{run.steps.length}
        </span>
      </Button>
    )
  }
  const start = async () => {
    setStarting(true)
    setPlanOpen(false)
    await startRun(editor)
    setStarting(false)
  }
  return (
    <span className="ml-1 flex">
      <Tooltip text={blocked ? said.blocked : said.run} {...(!blocked && { keys: 'Mod+Enter' })}>
        <Button
          look="primary"
          className="rounded-r-none"
          aria-disabled={blocked || starting || readOnly}
          onClick={() => !blocked && !readOnly && void start()}
        >
          <Play />
          {said.run}
        </Button>
      </Tooltip>
      <Popover.Root open={planOpen} onOpenChange={setPlanOpen}>
        <Tooltip text={said.plan}>
          <Popover.Trigger asChild>
            <Button
              look="primary"
              aria-label={said.plan}
              aria-disabled={readOnly}
              className="w-6 rounded-l-none border-l border-accent-hover px-0!"
            >
              <ChevronDown />
            </Button>
          </Popover.Trigger>
        </Tooltip>
        <Popover.Portal>
          <Popover.Content
            align="end"
            sideOffset={6}
            collisionPadding={8}
            className="floating z-40 flex max-h-[60vh] w-96 max-w-[calc(100vw-16px)] flex-col"
          >
            <Plan {...(!blocked && { onRun: () => void start() })} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </span>
  )
}
