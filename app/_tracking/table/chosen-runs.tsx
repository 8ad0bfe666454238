'use client'
import { ArchiveRestore, FolderInput, GitCompare, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../_ui/button.tsx'
import { ConfirmByName } from '../../_ui/confirm-by-name.tsx'
import { words } from '../../_words/en.ts'
import { MoveRuns } from '../move-runs.tsx'
import type { Chosen } from './use-chosen.ts'
import type { useRunDeeds } from './use-run-deeds.ts'

const text = words.tracking

interface ChosenRunsProps {
  chosen: Chosen
  lifecycle: 'active' | 'deleted'
  deeds: ReturnType<typeof useRunDeeds>
}

/** What can be done with what is chosen. */
export function ChosenRuns({ chosen, lifecycle, deeds }: ChosenRunsProps) {
  const [asking, setAsking] = useState(false)
  const [moving, setMoving] = useState(false)
  const count = chosen.ids.length
  if (count === 0) return null
  return (
    <>
      <span className="font-strong">{text.selected(count)}</span>
      <Button look="primary" disabled={!deeds.canCompare} title={text.compareLimit} onClick={deeds.compare}>
        <GitCompare aria-hidden />
        {text.compare}
      </Button>
      {lifecycle === 'active' ? (
        <>
          <Button onClick={() => setMoving(true)}>
            <FolderInput aria-hidden />
            {text.move}
          </Button>
          <Button onClick={deeds.remove}>
            <Trash2 aria-hidden />
            {text.delete}
          </Button>
          <MoveRuns open={moving} onOpen={setMoving} ids={chosen.ids} onMoved={chosen.clear} />
        </>
      ) : (
        <>
          <Button onClick={deeds.restore}>
            <ArchiveRestore aria-hidden />
            {text.restore}
          </Button>
          <Button onClick={() => setAsking(true)}>
            <Trash2 aria-hidden />
            {text.destroy}
          </Button>
          <ConfirmByName
            open={asking}
            onOpen={setAsking}
            title={text.destroyTitle(count)}
            consequence={text.destroyConsequence}
            name={text.destroyName(count)}
            action={text.destroyAction}
            onConfirm={deeds.destroy}
          />
        </>
      )}
      <Button look="quiet" onClick={chosen.clear}>
        {text.clearSelection}
      </Button>
    </>
  )
}
