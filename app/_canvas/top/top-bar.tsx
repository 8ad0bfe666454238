'use client'
import { BrushCleaning, History, Keyboard, Redo2, Undo2 } from 'lucide-react'
import { IconButton } from '../../_ui/icon-button.tsx'
import { words } from '../../_words/en.ts'
import { redoOnce, tidyUp, undoOnce } from '../commands/history.ts'
import { useEditor } from '../editor-context.ts'
import { useWhole } from '../store.ts'
import { Name } from './name.tsx'
import { Problems } from './problems.tsx'
import { RunButton } from './run-button.tsx'
import { SaveIndicator } from './save-indicator.tsx'

const said = words.canvas.top

interface TopBarProps {
  problemsOpen: boolean
  onProblems: (open: boolean) => void
  onHistory: () => void
  onHelp: () => void
}

export function TopBar({ problemsOpen, onProblems, onHistory, onHelp }: TopBarProps) {
  const editor = useEditor()
  const { past, future } = useWhole(editor.document)
  const [last, next] = [past.at(-1)?.edit.label, future[0]?.label]
  return (
    <header className="flex h-11 shrink-0 items-center gap-1 border-b border-line bg-ground px-3">
      <Name />
      <SaveIndicator />
      <span className="grow" />
      <span className="flex items-center max-md:hidden">
        <IconButton
          label={last ? said.undo(last) : said.nothingToUndo}
          keys="Mod+Z"
          aria-disabled={!last}
          onClick={() => undoOnce(editor)}
        >
          <Undo2 />
        </IconButton>
        <IconButton
          label={next ? said.redo(next) : said.nothingToRedo}
          keys="Mod+Shift+Z"
          aria-disabled={!next}
          onClick={() => redoOnce(editor)}
        >
          <Redo2 />
        </IconButton>
        <span aria-hidden className="mx-1.5 h-4 w-px bg-line" />
        <IconButton label={said.layout} keys="Mod+Shift+L" onClick={() => void tidyUp(editor)}>
          <BrushCleaning />
        </IconButton>
        <span aria-hidden className="mx-1.5 h-4 w-px bg-line" />
      </span>
      <Problems open={problemsOpen} onOpen={onProblems} />
      <IconButton label={said.history} keys="H" onClick={onHistory}>
        <History />
      </IconButton>
      <IconButton label={said.help} keys="?" className="max-md:hidden" onClick={onHelp}>
        <Keyboard />
      </IconButton>
      <RunButton />
    </header>
  )
}
