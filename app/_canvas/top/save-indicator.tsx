'use client'
import { CloudCheck, CloudOff, CloudUpload, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../_ui/button.tsx'
import { classNames } from '../../_ui/class-names.ts'
import { Dialog } from '../../_ui/dialog.tsx'
import { words } from '../../_words/en.ts'
import type { SaveState } from '../document/autosave.ts'
import { useEditor } from '../editor-context.ts'
import { useWhole } from '../store.ts'

const said = words.canvas.save

const icons = {
  saved: CloudCheck,
  unsaved: CloudUpload,
  saving: CloudUpload,
  offline: CloudOff,
  refused: TriangleAlert,
  conflict: TriangleAlert,
} satisfies Record<SaveState['status'], typeof CloudCheck>

export function SaveIndicator() {
  const state = useWhole(useEditor().saving)
  const Icon = icons[state.status]
  const [putOff, setPutOff] = useState<number>()
  const isWrong = state.status === 'offline' || state.status === 'refused' || state.status === 'conflict'
  return (
    <>
      <span
        role="status"
        title={state.message}
        className={classNames('flex shrink-0 items-center gap-1.5 text-12', isWrong ? 'text-warning' : 'text-faint')}
      >
        <Icon aria-hidden className="size-3.5" />
        <span className="max-md:sr-only">{sentence(state)}</span>
      </span>
      {state.theirs && (
        <>
          <Button look="quiet" className="px-1.5" onClick={() => setPutOff(undefined)}>
            {said.decide}
          </Button>
          <Conflict
            open={putOff !== state.theirs.revision}
            onLater={() => setPutOff(state.theirs?.revision)}
            revision={state.revision}
            theirs={state.theirs.revision}
          />
        </>
      )}
    </>
  )
}

const sentence = ({ status, revision, message }: SaveState): string => {
  if (status === 'saved') return said.saved(revision)
  if (status === 'refused') return `${said.refused}: ${message}`
  return said[status]
}

interface ConflictProps {
  open: boolean
  onLater: () => void
  revision: number
  theirs: number
}

function Conflict({ open, onLater, revision, theirs }: ConflictProps) {
  const { autosave } = useEditor()
  return (
    <Dialog
      open={open}
      onOpen={onLater}
      title={said.conflict}
      about={said.conflictHint(theirs, revision)}
      actions={
        <>
          <Button onClick={() => autosave.takeTheirs()}>{said.takeTheirs}</Button>
          <Button look="primary" onClick={() => void autosave.keepMine().catch(() => undefined)}>
            {said.keepMine}
          </Button>
        </>
      }
    >
      <ul className="list-disc pl-4 text-soft">
        <li>
          {said.takeTheirs}: {said.takeTheirsHint}
        </li>
        <li>
          {said.keepMine}: {said.keepMineHint}
        </li>
      </ul>
    </Dialog>
  )
}
